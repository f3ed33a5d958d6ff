import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { scrapeCommand, type ScrapeArguments } from '../../../../main/hosts/headless/scrape-command.ts';
import { UsageError } from '../../../../main/hosts/headless/usage-error.ts';

const folder = mkdtempSync(join(tmpdir(), 'scrape-'));
after(() => {
  rmSync(folder, { recursive: true });
});

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function run(source: string | undefined, over: Partial<ScrapeArguments> = {}, input = '') {
  let [out, error] = ['', ''];
  const io = {
    stdin: (async function* () {
      yield* [Buffer.from(input.slice(0, 3)), Buffer.from(input.slice(3))];
    })(),
    stdout: { write: (text: string) => (out += text) },
    stderr: { write: (text: string) => (error += text) },
  };
  const args = { source, samples: false, strict: false, format: undefined, json: false, ...over };
  return { code: await scrapeCommand(args, io), out, error };
}

const TEXT = '# TYPE num_requests_running gauge\nnum_requests_running{model_name="a"} 2\n';
const BAD = `${TEXT}oops{\n`;

test('a file is explained', async () => {
  const { code, out, error } = await run(file('good.txt', TEXT));
  assert.deepEqual([code, error], [0, '']);
  assert.match(out, /^NIM 1\.x, Prometheus text: 1 family, 1 series, 1 sample, 0 issues\n/);
  assert.match(out, /\n {2}Running +2 requests {2}\(num_requests_running\)\n/);
  assert.match(out, /\n {2}Not told by this target: KV cache; Waiting; /);
  assert.match(out, /\n {6}num_requests_running\{model_name="a"\} 2\n$/);
});

test('standard input is too', async () => {
  assert.match((await run('-', {}, TEXT)).out, /^NIM 1\.x/);
});

test('an endless input is refused', async () => {
  const piece = new Uint8Array(64 * 1024 * 1024);
  let error = '';
  const io = {
    stdin: (async function* () {
      for (;;) yield await Promise.resolve(piece);
    })(),
    stdout: { write: () => true },
    stderr: { write: (text: string) => (error += text) },
  };
  assert.equal(await scrapeCommand({ source: '-', samples: true, strict: false, format: 'auto', json: false }, io), 1);
  assert.equal(error, 'nim-glance: -: it is larger than 256 MiB\n');
});

test('samples: one line each and nothing else, in the order of the text', async () => {
  const labels = '{__proto__="x",b="2",a="\\u00e9"}'.replace('\\u00e9', 'é');
  const text = `# HELP m Help.\nm${labels} 1e3 1500\n# a comment\n\nn NaN\nm -Inf\n`;
  const { code, out, error } = await run(file('samples.txt', text), { samples: true });
  assert.deepEqual([code, error], [0, '']);
  assert.equal(
    out,
    [
      '{"name":"m","labels":{"__proto__":"x","a":"é","b":"2"},"value":1000,"timestamp":1500}\n',
      '{"name":"n","labels":{},"value":"NaN"}\n',
      '{"name":"m","labels":{},"value":"-Inf"}\n',
    ].join(''),
  );
});

test('more samples than are written at once', async () => {
  const text = Array.from({ length: 2_500 }, (_, number) => `m{n="${String(number)}"} ${String(number)}\n`).join('');
  const lines = (await run(file('many.txt', text), { samples: true })).out.trimEnd().split('\n');
  assert.deepEqual(
    lines.map((line) => (JSON.parse(line) as { value: number }).value),
    Array.from({ length: 2_500 }, (_, number) => number),
  );
});

test('json: one line', async () => {
  const { code, out } = await run(file('good.txt', TEXT), { json: true });
  assert.equal(code, 0);
  assert.match(out, /^\{.*\}\n$/);
  const { dialect, families, tiles } = JSON.parse(out) as Record<string, { id: string; value: unknown }[]>;
  assert.equal(dialect, 'nim-1');
  assert.equal(families?.length, 1);
  assert.equal(tiles?.find(({ id }) => id === 'running')?.value, 2);
});

test('a bad line is told, with its place, and the rest is read', async () => {
  const path = file('bad.txt', BAD);
  const explained = await run(path);
  assert.equal(explained.code, 0);
  assert.match(explained.out, /\nIssues\n {2}line 3, column \d+: expected /);
  const samples = await run(path, { samples: true });
  assert.equal(samples.code, 0);
  assert.equal(samples.out.split('\n').length, 2);
  assert.match(samples.error, /^line 3, column \d+: expected .*\n$/);
});

const REFUSED: readonly (readonly [string, string, Partial<ScrapeArguments>, RegExp])[] = [
  ['strict', BAD, { strict: true }, /: 1 issue\n$/],
  ['no metrics', '<html>\n', {}, /: there are no metrics in it\n$/],
  ['OpenMetrics without its end', TEXT, { format: 'openmetrics' }, /lacks its # EOF\n$/],
];

for (const [name, text, over, reason] of REFUSED) {
  test(`refused: ${name}`, async () => {
    const path = file('refused.txt', text);
    const { code, error } = await run(path, over);
    assert.equal(code, 1);
    assert.match(error, reason);
    assert.equal((await run(path, { ...over, samples: true })).out, '', 'no sample of it may be used');
    const { refusal } = JSON.parse((await run(path, { ...over, json: true })).out) as { refusal?: string };
    assert.match(`: ${refusal ?? ''}\n`, reason);
  });
}

test('an empty file is a text without metrics', async () => {
  const { code, out } = await run(file('empty.txt', ''));
  assert.equal(code, 0);
  assert.match(out, /no metrics in it/);
});

const FAILED: readonly (readonly [string, string, RegExp])[] = [
  ['a path that is not there', join(folder, 'absent.txt'), /there is no such file\n$/],
  ['a folder', folder, /: it is a folder\n$/],
  [
    'an address with a password',
    'http://me:pa/ss@dgx',
    /^nim-glance: http:\/\/…@dgx: credentials do not belong [^p]*\n$/,
  ],
  ['neither file nor address', 'a b', /it is no file here, and as an address: .*is no address/],
  ['an address where nobody listens', '127.0.0.1:1', /it is no file here, and as an address: .*refused/],
  [
    'a URL where nobody listens',
    'http://127.0.0.1:1',
    /^nim-glance: http:\/\/127\.0\.0\.1:1: (?!it is no file).*refused/,
  ],
];

for (const [name, source, reason] of FAILED) {
  test(`failed: ${name}`, async () => {
    const { code, out, error } = await run(source);
    assert.deepEqual([code, out], [1, '']);
    assert.match(error, reason);
  });
}

test('what a target says does not steer the terminal', async () => {
  const evil = '\u001b]0;owned\u0007\u009b2J';
  const server = createServer((_request, response) => {
    response.end(`# HELP m ${evil}\nm{a="${evil}"} 1\n${evil}{ 2\n`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  for (const over of [{}, { json: true }, { samples: true }, { strict: true }]) {
    const { out, error } = await run(url, over);
    assert.match(out + error, /owned/);
    assert.doesNotMatch(out + error, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  }
  server.close();
});

const MISUSED: readonly (readonly [string, string | undefined, Partial<ScrapeArguments>, RegExp])[] = [
  ['no source', undefined, {}, /needs a file, - or an address/],
  ['an unknown format', '-', { format: 'xml' }, /--format takes auto, text, openmetrics, not "xml"/],
  ['two forms at once', '-', { samples: true, json: true }, /exclude each other/],
];

for (const [name, source, over, message] of MISUSED) {
  test(`usage: ${name}`, async () => {
    await assert.rejects(run(source, over), (error) => error instanceof UsageError && message.test(error.message));
  });
}
