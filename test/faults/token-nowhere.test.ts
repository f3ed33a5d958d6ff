import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { httpServer } from '../fakes/http-servers.ts';
import { temporaryFolder } from '../main/core/outbox/outbox-world.ts';
import { RunningProgram } from '../main/hosts/headless/run-process.ts';

const CANARY = 'CANARY'.repeat(10);
const TOKEN = `dt0c01.${'A'.repeat(24)}.${CANARY}`;
const QUOTING = [400, 500, 401];

test('the token is in no file, no output and no argument of the program', { timeout: 60_000 }, async (t) => {
  const folder = temporaryFolder(t);
  let asked = 0;
  let told = '';
  // A destination that quotes what it was asked with, in each of the ways in which it may refuse.
  const destination = await httpServer(t, ({ headers }, response) => {
    const status = QUOTING[asked++ % QUOTING.length] ?? 500;
    told = String(headers.authorization);
    response.writeHead(status, { 'content-type': 'text/plain' }).end(`no: ${told}`);
  });
  let counted = 0;
  const target = await httpServer(t, (_, response) => {
    counted += 1;
    response.end(`# TYPE c counter\nc ${String(counted)}\n`);
  });
  const config = join(folder, 'config.yaml');
  writeFileSync(config, configurationText(target, destination));
  const files = ['--config', config, '--state-dir', join(folder, 'state')];
  const run = new RunningProgram(['run', ...files], { DT_API_TOKEN: TOKEN });
  t.after(() => run.child.kill('SIGKILL'));
  await run.until(() => /token is not accepted/.test(run.out + run.err));
  assert.equal(told, `Api-Token ${TOKEN}`);
  const argumentsSeen =
    process.platform === 'linux' ? readFileSync(`/proc/${String(run.child.pid)}/cmdline`, 'utf8') : '';
  // Killed, so that what is still in the log of the ledger is looked at too.
  run.child.kill('SIGKILL');
  await run.ended;
  const report = new RunningProgram(['diagnostics', ...files, '--output', join(folder, 'report.json')], {
    DT_API_TOKEN: TOKEN,
  });
  const queue = new RunningProgram(['queue', '--state-dir', join(folder, 'state'), '--json']);
  assert.deepEqual([await report.ended, await queue.ended], [0, 0], report.err + queue.err);
  const programs = [run, report, queue].map(({ out, err }) => out + err);
  for (const said of [argumentsSeen, ...programs]) assert.ok(!said.includes(CANARY), said);
  const written = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  assert.ok(written.some(({ name }) => name === 'ledger.db') && written.some(({ name }) => name === 'report.json'));
  for (const { parentPath, name } of written) {
    assert.ok(!readFileSync(join(parentPath, name)).includes(CANARY), name);
  }
  assert.match(readFileSync(join(folder, 'report.json'), 'utf8'), /answered 400: no: Api-Token \[redacted\]/);
});

function configurationText(target: number, destination: number): string {
  return `
global: { scrape_interval: 1s }
scrape_configs:
  - job_name: nim
    static_configs: [{ targets: ["127.0.0.1:${String(target)}"] }]
forward:
  endpoint: http://127.0.0.1:${String(destination)}/api/v2/otlp
`;
}
