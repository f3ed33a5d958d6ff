import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import test, { type TestContext } from 'node:test';
import { httpGet } from '../../main/core/scrape/http-get.ts';
import { TargetReader } from '../../main/core/scrape/scrape-target.ts';
import { rawServer } from '../fakes/http-servers.ts';
import { fakeSettings } from '../fakes/target-settings.ts';
import { answer, BAD_ANSWERS, type BadAnswer } from './answers.ts';
import { goodText, WatchedTarget } from './watched-target.ts';

test('bad answers are told in words, and nothing is lost', { concurrency: 2 }, async (t) => {
  await Promise.all(BAD_ANSWERS.map((row) => t.test(row.name, (part) => check(part, row))));
});

/** A good answer, the bad one, a good answer: what was counted between the good ones is all there. */
async function check(t: TestContext, { speak, settings, words }: BadAnswer): Promise<void> {
  let speakNow: (socket: Socket) => void = () => undefined;
  const port = await rawServer(t, (socket) => socket.once('data', () => speakNow(socket)));
  const address = { scheme: 'http', host: '127.0.0.1', port, path: '/metrics' } as const;
  const all = fakeSettings({ address, ...settings });
  const reader = new TargetReader(all, httpGet);
  const target = new WatchedTarget(all);
  t.after(() => reader.close());
  const scrape = async (now: (socket: Socket) => void): Promise<string | undefined> => {
    speakNow = now;
    const result = await reader.scrape();
    return result.kind === 'failed' ? result.reason : target.take(result.body, result.contentType);
  };
  const good = (c: number) => (socket: Socket) => socket.end(answer(goodText(c, c)));
  assert.equal(await scrape(good(5)), undefined);
  const said = await scrape(speak);
  // How far a slow one came is not the same each time.
  assert.equal(said?.replaceAll(String(port), 'PORT').replace(/\d+(?= bytes came\. A larger)/, 'N'), words);
  assert.equal(await scrape(good(12)), undefined);
  assert.equal(target.gained.get('c_total'), 7);
}
