import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { checkConfigCommand } from '../../../../main/hosts/headless/check-config-command.ts';
import { UsageError } from '../../../../main/hosts/headless/usage-error.ts';
import { jobWith, PAGE_WITH_TARGET } from '../../../fakes/configuration-text.ts';

const unexpected = { write: (text: string) => assert.fail(text) };

/** What the command says of a file with this text, which it calls FILE, and its exit code. */
async function check(text: string) {
  const folder = mkdtempSync(join(tmpdir(), 'check-config-'));
  const file = join(folder, 'f.yaml');
  writeFileSync(file, text);
  const said = { out: '', err: '' };
  const code = await checkConfigCommand(file, {
    stdout: { write: (part) => (said.out += part) },
    stderr: { write: (part) => (said.err += part) },
  });
  rmSync(folder, { recursive: true });
  const named = (output: string) => output.split(file).join('FILE').trimEnd().split('\n');
  return { code, out: named(said.out), err: named(said.err) };
}

test('a good file: what it watches, which boxes, where it forwards to, and the warnings', async () => {
  const text = `scrape_configs:
  - job_name: nim
    scrape_interval: 5s
    enable_http2: true
    static_configs: [{ targets: ["127.0.0.1:8000", "dgx:8000"] }]
  - { job_name: gpu, scheme: https, metrics_path: /metrics, static_configs: [{ targets: ["dgx:9400"] }] }
forward: { endpoint: "https://sink.example/otlp", boxes: [dgx] }
`;
  assert.deepEqual(await check(text), {
    code: 0,
    out: [
      'FILE is good: 3 targets',
      'job nim: 2 targets, every 5s',
      'job gpu: 1 target, every 10s',
      `box ${hostname()}: http://127.0.0.1:8000`,
      'box dgx: http://dgx:8000, https://dgx:9400/metrics',
      'forwards dgx to https://sink.example/otlp, families: default',
      'warning: FILE:4:5: enable_http2 has no effect here: targets are asked over HTTP/1.1',
    ],
    err: [''],
  });
});

test('a box that is asked through ssh says so', async () => {
  const text = `${jobWith()}boxes: [{ name: lab, ssh: ml@dgx, targets: [dgx] }]\n`;
  assert.equal((await check(text)).out[2], 'box lab, through ssh ml@dgx: http://dgx:8000');
});

test('a file that forwards nothing says so', async () => {
  assert.equal((await check(jobWith())).out[3], 'forwards nowhere: the file names no endpoint');
  const none = `${jobWith()}forward: { endpoint: "https://sink.example", boxes: none }\n`;
  assert.equal((await check(none)).out[3], 'forwards no box to https://sink.example');
});

test('a Collector’s file, whose token is not shown', async () => {
  const text = PAGE_WITH_TARGET.replace('${env:DT_ENDPOINT}', 'https://sink.example').replace(
    '${env:DT_API_TOKEN}',
    'hunter2',
  );
  const { code, out } = await check(text);
  assert.equal(code, 0);
  assert.equal(out[0], "FILE is good: 1 target, in the OpenTelemetry Collector's form");
  assert.equal(out[3], 'forwards all boxes to https://sink.example, families: everything, with the token of the file');
  assert.doesNotMatch(out.join('\n'), /hunter2/);
});

test('a bad file: each mistake in a line of its own, nothing on the other output', async () => {
  assert.deepEqual(await check(jobWith('scrape_interval: 10', 'scheme: ftp')), {
    code: 1,
    out: [''],
    err: [
      'FILE:4:22: scrape_interval needs a unit: 10s, not "10"',
      'FILE:5:13: scheme is one of http, https, not "ftp"',
    ],
  });
});

test('a file that is not there', async () => {
  const said: string[] = [];
  const io = { stdout: unexpected, stderr: { write: (part: string) => said.push(part) } };
  assert.equal(await checkConfigCommand('/nowhere/f.yaml', io), 1);
  assert.match(said.join(''), /^\/nowhere\/f\.yaml: there is no such file\n$/);
});

test('without a file the words say how to call it', async () => {
  const io = { stdout: unexpected, stderr: unexpected };
  await assert.rejects(checkConfigCommand(undefined, io), (error) => {
    assert.ok(error instanceof UsageError);
    assert.match(error.message, /^check-config needs a file, for example .*nim-glance.nim-glance\.yaml$/);
    return true;
  });
});

test('what would move the cursor of a terminal is shown, not done', async () => {
  const { err } = await check(jobWith('"sch\\e[2Jeme": ftp'));
  assert.equal(err.length, 1);
  assert.doesNotMatch(err[0] ?? '', /\x1b/);
});
