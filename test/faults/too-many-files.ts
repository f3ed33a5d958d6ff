// A process that has no file left to open: `node too-many-files.ts URL FOLDER`. It scrapes and commits before, while
// and after that is so, and prints each time what came of it. Run it where few files are allowed.

import { closeSync, openSync } from 'node:fs';
import { httpGet } from '../../main/core/scrape/http-get.ts';
import { Connections } from '../../main/core/scrape/http/connections.ts';
import { httpSettings } from '../fakes/target-settings.ts';
import { openedIn, outboxOver, tickOf } from '../main/core/outbox/outbox-world.ts';
import { sums } from '../main/core/outbox/sent-points.ts';

const [url = '', folder = ''] = process.argv.slice(2);
const outbox = outboxOver(await openedIn(folder));

async function work(atMs: number): Promise<string> {
  const connections = new Connections();
  const limit = { bytes: 5_000, name: 'body_size_limit' };
  const answer = await httpGet({
    url,
    accept: '*/*',
    timeoutMs: 10_000,
    limit,
    http: httpSettings(),
    via: undefined,
    dial: undefined,
    connections,
  });
  connections.close();
  const { kind } = outbox.commit(tickOf(atMs, [sums(atMs, 1)]));
  return `${answer.kind === 'failed' ? answer.reason : String(answer.status)}, ${kind}`;
}

function openAll(): number[] {
  const opened: number[] = [];
  for (;;) {
    try {
      opened.push(openSync('/dev/null', 'r'));
    } catch {
      return opened;
    }
  }
}

const said = [await work(1)];
const opened = openAll();
said.push(await work(2));
for (const descriptor of opened) closeSync(descriptor);
said.push(await work(3), `${String(outbox.summary().queued)} queued`);
console.log(JSON.stringify(said));
process.exit();
