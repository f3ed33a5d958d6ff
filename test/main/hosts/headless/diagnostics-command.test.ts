import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { diagnosticsCommand, type DiagnosticsArguments } from '../../../../main/hosts/headless/diagnostics-command.ts';
import { httpServer } from '../../../fakes/http-servers.ts';
import { AT_MS, filledFolder, temporaryFolder } from '../../../fakes/stored-ledger.ts';

const TOKEN = `dt0c01.${'A'.repeat(24)}.${'B'.repeat(64)}`;
const FILE_TOKEN = `dt0s16.${'C'.repeat(8)}.${'D'.repeat(64)}`;

/** Each of them is planted at its place, and again in what a server says. */
const SECRETS = {
  token: TOKEN,
  fileToken: FILE_TOKEN,
  basicUser: 'prometheus-user',
  basicPassword: 'basic/pass word',
  bearer: 'bearer-in-the-file',
  bearerInFile: 'bearer-beside-the-file',
  header: 'value-of-a-header',
  proxyUser: 'proxy-user-name',
  proxyPassword: 'proxy%20pass',
  query: 'value-of-a-query',
  environmentProxy: 'word-in-the-environment',
};

function configurationText(folder: string, port: number): string {
  writeFileSync(join(folder, 'bearer'), `${SECRETS.bearerInFile}\n`);
  const target = `static_configs: [{ targets: ["127.0.0.1:${String(port)}"], labels: { team: blue } }]`;
  return `
scrape_configs:
  - job_name: basic
    params: { key: [${SECRETS.query}] }
    basic_auth: { username: ${SECRETS.basicUser}, password: "${SECRETS.basicPassword}" }
    http_headers: { X-Key: { secrets: ["${SECRETS.header}"] } }
    ${target}
  - job_name: bearer
    authorization: { credentials: ${SECRETS.bearer} }
    proxy_url: http://${SECRETS.proxyUser}:${SECRETS.proxyPassword}@proxy-host.invalid:3128
    ${target}
  - job_name: file
    authorization: { credentials_file: bearer }
    metrics_path: /other
    ${target}
forward:
  endpoint: https://abc12345.live.dynatrace.com/api/v2/otlp
`;
}

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function run(args: Partial<DiagnosticsArguments>, env: Record<string, string> = {}): Promise<Ran> {
  let out = '';
  let err = '';
  const io = {
    stdout: { write: (text: string) => (out += text) },
    stderr: { write: (text: string) => (err += text) },
    env,
  };
  const all = { stateDir: undefined, config: undefined, output: '-', ...args };
  const code = await diagnosticsCommand(all, io, () => AT_MS);
  return { code, out, err };
}

/** In any spelling that a program may have written. */
function assertSecretsGone(text: string): void {
  const { basicUser, basicPassword } = SECRETS;
  const pair = Buffer.from(`${basicUser}:${basicPassword}`).toString('base64').replace(/=+$/, '');
  for (const secret of [...Object.values(SECRETS), pair]) {
    for (const spelling of [secret, decodeURIComponent(secret), encodeURIComponent(secret)])
      assert.ok(!text.includes(spelling), `${spelling} is in the report`);
  }
  assert.ok(!/dt0[cs]\d\d\.[A-D]/.test(text));
}

test('no secret is in it, wherever it was planted; hosts are', async (t) => {
  const folder = temporaryFolder(t);
  const everything = Object.values(SECRETS).join(' and ');
  // A server that tells what it was asked with, in words that end up in reasons.
  const port = await httpServer(t, ({ headers }, response) => {
    response.writeHead(500, `no ${headers.authorization ?? ''}`).end(everything);
  });
  const config = join(folder, 'config.yaml');
  writeFileSync(config, configurationText(folder, port));
  writeFileSync(join(folder, 'token'), FILE_TOKEN, { mode: 0o600 });
  const stateDir = await filledFolder(t, `answered 400: ${everything}`);
  const output = join(folder, 'report.json');
  const env = {
    DT_API_TOKEN_FILE: join(folder, 'token'),
    HTTPS_PROXY: `http://u:${SECRETS.environmentProxy}@proxy-of-environment.invalid:1`,
  };
  const { code, out, err } = await run({ stateDir, config, output }, env);
  assert.equal(code, 0, err);
  assert.equal(out, `${output}\n`);
  const text = readFileSync(output, 'utf8');
  assertSecretsGone(`${text}${out}${err}`);
  for (const kept of ['127.0.0.1', 'proxy-host.invalid:3128', 'abc12345.live.dynatrace.com', 'blue', 'answered 400'])
    assert.ok(text.includes(kept), `${kept} is missing`);
  const report = JSON.parse(text) as { answers: { failure: string }[]; ledger: { produced: number }; token: object };
  assert.equal(report.answers.length, 3);
  assert.ok(report.answers.every(({ failure }) => failure !== ''));
  assert.equal(report.ledger.produced, 19);
  assert.deepEqual(report.token, { kind: 'present', source: `DT_API_TOKEN_FILE (${join(folder, 'token')})` });
});

test('it says what it holds before anything is written, and only the user may read it', async (t) => {
  const folder = temporaryFolder(t);
  const output = join(folder, 'report.json');
  const { err } = await run({ output, stateDir: folder });
  assert.match(err, /^A report for a bug\. It holds versions/);
  assert.match(err, /Look through it before you give it away/);
  if (process.platform !== 'win32') assert.equal(statSync(output).mode & 0o777, 0o600);
});

test('a file that is there is not replaced, and a folder that is not there is not made', async (t) => {
  const folder = temporaryFolder(t);
  const output = join(folder, 'report.json');
  writeFileSync(output, 'precious');
  const { code, err } = await run({ output, stateDir: folder });
  assert.equal(code, 1);
  assert.match(err, /cannot be written: it is there already/);
  assert.equal(readFileSync(output, 'utf8'), 'precious');
  assert.equal((await run({ output: join(folder, 'no', 'x.json'), stateDir: folder })).code, 1);
  assert.deepEqual(readdirSync(folder), ['report.json']);
});

test('without a name it is a new file here', async (t) => {
  const folder = temporaryFolder(t);
  const before = process.cwd();
  process.chdir(folder);
  t.after(() => {
    process.chdir(before);
  });
  const { code } = await run({ output: undefined, stateDir: folder });
  assert.equal(code, 0);
  assert.deepEqual(readdirSync(folder), ['nim-glance-diagnostics-2026-11-24T080000Z.json']);
});

test('a bad configuration, a refused token and an absent ledger are part of the report', async (t) => {
  const folder = temporaryFolder(t);
  const config = join(folder, 'config.yaml');
  writeFileSync(config, `scrape_configs:\n  - job_name: [${TOKEN}]\n    basic_auth: ${SECRETS.basicPassword}\n`);
  const { code, out } = await run({ config, stateDir: folder }, { DT_API_TOKEN: 'with blank inside' });
  assert.equal(code, 0);
  assertSecretsGone(out);
  assert.ok(!out.includes('with blank inside'));
  const report = JSON.parse(out) as Record<string, Record<string, unknown>>;
  assert.ok((report['configuration']?.['problems'] as string[]).length > 0);
  assert.equal(report['ledger']?.['refused'], 'absent');
  assert.equal(report['token']?.['kind'], 'refused');
});
