import assert from 'node:assert/strict';
import test from 'node:test';
import type { RuleChoice } from '../../main/app/alert-rules/rule-choices.ts';
import { createMonitor } from '../../main/app/monitor.ts';
import { quickConfiguration } from '../../main/app/quick-configuration.ts';
import type { NoticeView } from '../../preload/contract/view.ts';
import { serve, until } from '../fakes/metrics-server.ts';
import { fakePorts } from '../fakes/ports.ts';

const AT_SPARK = { box: 'spark-01', scrapeIntervalMs: 50 };

/** A rule that fires as soon as it was seen twice. */
const AT_ONCE: RuleChoice = {
  ...{ id: 'many_wait', forMs: 0, clearForMs: 0 },
  when: { kind: 'above', of: { kind: 'latest', signal: 'waiting' }, threshold: 2, clear: 2 },
};
const WAITING = (requests: number) => `# TYPE num_requests_waiting gauge\nnum_requests_waiting ${String(requests)}\n`;

test('an alert fires, is told once, snoozed, resolved, and kept; a wish comes true', async () => {
  const texts: string[] = [];
  const world = { text: WAITING(5) };
  const { url, server } = await serve(() => world.text);
  const plain = quickConfiguration({ ...AT_SPARK, target: url, endpoint: undefined, forward: false });
  const alertMemory = { text: undefined, write: (text: string) => void texts.push(text) };
  const monitor = createMonitor({ configuration: { ...plain, alerts: [AT_ONCE] }, token: undefined, alertMemory }, fakePorts());
  const notices: NoticeView[] = [];
  const unlisten = monitor.api.on('notice', (notice) => notices.push(notice));
  monitor.start();
  const { api } = monitor;
  const box = async () => (await api.snapshot(undefined)).boxes[0];
  await until('the alert', async () => (await box())?.state === 'alert');
  assert.deepEqual([(await api.snapshot(undefined)).state, (await box())?.alerts[0]?.value], ['alert', 5]);
  const snooze = { box: 'spark-01', rule: 'many_wait', target: null, lasting: '15m' } as const;
  assert.deepEqual(await api.snooze({ ...snooze, rule: 'else' }), { ok: false, reason: 'There is no such alert any more' });
  assert.deepEqual(await api.snooze(snooze), { ok: true });
  assert.equal((await box())?.state, 'busy');
  const back = { box: 'spark-01', until: { kind: 'back' }, on: true } as const;
  assert.equal((await api.wish(back)).ok, false, 'it is there');
  assert.equal((await api.wish({ ...back, box: 'else' })).ok, false);
  world.text = '';
  await until('a failed scrape', async () => (await api.wish(back)).ok);
  assert.deepEqual((await box())?.wishes.map(({ until: wished }) => wished), [{ kind: 'back' }]);
  world.text = WAITING(0);
  await until('the wish', () => notices.some(({ kind }) => kind === 'wish'));
  await until('the end of the alert', async () => (await api.history(undefined))[0]?.resolvedMs !== null);
  assert.deepEqual(notices.map(({ kind }) => kind), ['fired', 'wish']);
  assert.deepEqual((await api.history(undefined)).map(({ rule, value }) => [rule, value]), [['many_wait', 5]]);
  unlisten();
  world.text = WAITING(9);
  await until('another alert', async () => ((await box())?.alerts.length ?? 0) > 0);
  await monitor.stop();
  server.close();
  assert.equal(notices.length, 2);
  assert.match(texts[texts.length - 1] ?? '', /many_wait/);
}); // prettier-ignore

test('other rules of the file hold at once', async () => {
  const { url, server } = await serve(() => WAITING(5));
  const plain = quickConfiguration({ ...AT_SPARK, target: url, endpoint: undefined, forward: false });
  const monitor = createMonitor({ configuration: plain, token: undefined }, fakePorts());
  monitor.start();
  const alerts = async () => (await monitor.api.snapshot(undefined)).boxes[0]?.alerts.length;
  await until('a scrape', async () => ((await monitor.api.snapshot(undefined)).boxes[0]?.scrapes.good ?? 0) > 1);
  assert.equal(await alerts(), 0);
  monitor.apply({ ...plain, alerts: [AT_ONCE] });
  await until('the alert', async () => (await alerts()) === 1);
  monitor.apply({ ...plain, alerts: [{ ...AT_ONCE, on: false }] });
  assert.equal(await alerts(), 0);
  await monitor.stop();
  server.close();
});

test('a store of alerts that cannot be written is a note', async () => {
  const alertMemory = { text: undefined, write: () => 'the disk is full' };
  const configuration = quickConfiguration({ ...AT_SPARK, target: 'h', endpoint: undefined, forward: false });
  const monitor = createMonitor({ configuration, token: undefined, alertMemory }, fakePorts());
  assert.deepEqual((await monitor.api.snapshot(undefined)).notes, [
    'Alerts cannot be kept for the next start: the disk is full',
  ]);
  await monitor.stop();
});
