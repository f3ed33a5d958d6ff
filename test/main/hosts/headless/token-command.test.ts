import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import test, { type TestContext } from 'node:test';
import { startSink, type SinkOptions } from '../../../../main/demo/strict-sink/sink-server.ts';
import { tokenCommand, type TokenArguments } from '../../../../main/hosts/headless/token-command.ts';
import { UsageError } from '../../../../main/hosts/headless/usage-error.ts';
import { FakeSecrets } from '../../../fakes/ports.ts';

const TOKEN = `dt0c01.${'A'.repeat(24)}.${'B'.repeat(64)}`;
const OTHER = TOKEN.replace('A', 'C');
const ENDPOINT = 'https://abc12345.live.dynatrace.com/api/v2/otlp';

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The command with what comes by standard input; no output may hold a token. */
async function run(
  args: Partial<TokenArguments>,
  secrets: FakeSecrets,
  input = '',
  env: Record<string, string> = {},
): Promise<Ran> {
  const stdin = new PassThrough();
  stdin.end(input);
  let out = '';
  let err = '';
  const io = {
    stdin,
    stdout: { write: (text: string) => (out += text) },
    stderr: { write: (text: string) => (err += text) },
    env,
  };
  const all = { action: 'status', environment: ENDPOINT, untested: false, allowHttp: false, json: false, ...args };
  const code = await tokenCommand(all, io, secrets);
  for (const token of [TOKEN, OTHER]) assert.ok(!`${out}${err}`.includes(token), 'no output holds the token');
  return { code, out, err };
}

async function sink(context: TestContext, options: SinkOptions = {}): Promise<string> {
  const started = await startSink({ token: TOKEN, ...options });
  context.after(() => started.close());
  return `${started.url}/api/v2/otlp`;
}

const set = { action: 'set' };

test('set: tested, then stored under the normalised address', async (context) => {
  const secrets = new FakeSecrets();
  const environment = await sink(context);
  const { code, out, err } = await run({ ...set, environment: `${environment}/v1/metrics` }, secrets, `${TOKEN}\n`);
  assert.equal(code, 0);
  assert.equal(out, `stored: the token for ${environment} is in the keychain\n`);
  assert.match(err, /^address: good: .*\ntoken: good: .*\ningest: good: .*\n$/);
  assert.deepEqual([...secrets.kept], [[environment, TOKEN]]);
});

test('set: what it replaces is told', async (context) => {
  const secrets = new FakeSecrets();
  const environment = await sink(context);
  secrets.kept.set(environment, OTHER);
  assert.match((await run({ ...set, environment }, secrets, TOKEN)).out, /in place of another/);
  assert.match((await run({ ...set, environment }, secrets, TOKEN)).out, /is in the keychain\n$/);
});

test('set: DT_ENDPOINT names the environment where no option does', async (context) => {
  const secrets = new FakeSecrets();
  const endpoint = await sink(context);
  const { code } = await run({ ...set, environment: undefined }, secrets, TOKEN, { DT_ENDPOINT: endpoint });
  assert.equal(code, 0);
  assert.deepEqual([...secrets.kept.keys()], [endpoint]);
});

test('set: a token that is refused is not stored, and the old one stays', async (context) => {
  const secrets = new FakeSecrets();
  const environment = await sink(context);
  secrets.kept.set(environment, TOKEN);
  const { code, out, err } = await run({ ...set, environment }, secrets, OTHER);
  assert.equal(code, 1);
  assert.equal(out, '');
  assert.match(err, /not accepted \(401\)[^]*refused: the token is not stored/);
  assert.deepEqual([...secrets.kept.values()], [TOKEN]);
});

test('set: a token without the scope is not stored', async (context) => {
  const secrets = new FakeSecrets();
  const { code, err } = await run({ ...set, environment: await sink(context, { scopes: [] }) }, secrets, TOKEN);
  assert.equal(code, 1);
  assert.match(err, /lacks the scope metrics\.ingest/);
  assert.equal(secrets.kept.size, 0);
});

test('set: untested where the destination cannot be reached: only when asked for', async () => {
  const secrets = new FakeSecrets();
  const environment = 'http://127.0.0.1:1/api/v2/otlp';
  const refused = await run({ ...set, environment }, secrets, TOKEN);
  assert.equal(refused.code, 1);
  assert.match(refused.err, /nothing listens there[^]*not stored\. With --untested/);
  assert.equal(secrets.kept.size, 0);
  assert.equal((await run({ ...set, environment, untested: true }, secrets, TOKEN)).code, 0);
  assert.equal(secrets.kept.size, 1);
});

test('set: what cannot be a token is refused before anything is asked', async () => {
  const secrets = new FakeSecrets();
  for (const input of ['a b', `${TOKEN}\n${TOKEN}`, 'ä', 'x'.repeat(1_281)]) {
    const { code, err } = await run(set, secrets, input);
    assert.equal(code, 1);
    assert.match(err, /^The token must not .* It is not stored\.\n$/);
  }
  assert.equal(secrets.kept.size, 0);
});

test('set: Ctrl-C at the prompt stores nothing', async () => {
  const secrets = new FakeSecrets();
  const stdin = Object.assign(new PassThrough(), { isTTY: true });
  stdin.write('dt0\u0003');
  const write = (): void => undefined;
  const args = { action: 'set', environment: ENDPOINT, untested: true, allowHttp: false, json: false };
  assert.equal(await tokenCommand(args, { stdin, stdout: { write }, stderr: { write }, env: {} }, secrets), 130);
  assert.equal(secrets.kept.size, 0);
});

test('set: a keychain that cannot be used is told before the token is read', { timeout: 20_000 }, async () => {
  const secrets = new FakeSecrets();
  secrets.broken = 'no bus';
  const stdin = new PassThrough();
  const io = { stdin, stdout: { write: () => undefined }, stderr: { write: () => undefined }, env: {} };
  const args = { action: 'set', environment: ENDPOINT, untested: true, allowHttp: false, json: false };
  assert.equal(await tokenCommand(args, io, secrets), 1, 'although standard input never ends');
});

test('set: a keychain that fails at the last moment', async () => {
  const secrets = new FakeSecrets();
  secrets.write = () => Promise.resolve({ kind: 'locked', reason: 'unlock it' });
  const { code, err } = await run({ ...set, untested: true }, secrets, TOKEN);
  assert.equal(code, 1);
  assert.equal(err, 'locked: unlock it\n');
});

test('status: present and unset, 0', async () => {
  const secrets = new FakeSecrets();
  assert.deepEqual(await run({}, secrets), {
    code: 0,
    out: `unset: the keychain has no token for ${ENDPOINT}\n`,
    err: '',
  });
  secrets.kept.set(ENDPOINT, TOKEN);
  assert.deepEqual(await run({}, secrets), {
    code: 0,
    out: `present: the keychain has a token for ${ENDPOINT}\n`,
    err: '',
  });
  assert.match((await run({ environment: 'xyz98765' }, secrets)).out, /^unset: /);
});

test('status: locked and unavailable, 1, with what to do', async () => {
  const secrets = new FakeSecrets();
  secrets.broken = 'no bus. Log in';
  assert.deepEqual(await run({}, secrets), { code: 1, out: 'unavailable: no bus. Log in\n', err: '' });
  secrets.read = () => Promise.resolve({ kind: 'locked', reason: 'unlock it' });
  assert.deepEqual(await run({}, secrets), { code: 1, out: 'locked: unlock it\n', err: '' });
});

test('status: a token of the environment is told, too', async () => {
  const secrets = new FakeSecrets();
  const { out } = await run({}, secrets, '', { DT_API_TOKEN: TOKEN });
  assert.match(out, /^unset: .*\nDT_API_TOKEN gives a token; it wins over the keychain\n$/);
  assert.match(
    (await run({}, secrets, '', { DT_API_TOKEN_FILE: '/none' })).out,
    /\nrefused: DT_API_TOKEN_FILE .* does not exist\n$/,
  );
});

test('status as JSON', async () => {
  const secrets = new FakeSecrets();
  secrets.kept.set(ENDPOINT, TOKEN);
  const json = async (env: Record<string, string>) =>
    JSON.parse((await run({ json: true }, secrets, '', env)).out) as unknown;
  assert.deepEqual(await json({}), { endpoint: ENDPOINT, status: 'present', environment: { status: 'unset' } });
  secrets.broken = 'no bus';
  const environment = { status: 'present', source: 'DT_API_TOKEN' };
  assert.deepEqual(await json({ DT_API_TOKEN: TOKEN }), {
    endpoint: ENDPOINT,
    status: 'unavailable',
    reason: 'no bus',
    environment,
  });
});

test('delete: gone, was never there, cannot be asked', async () => {
  const secrets = new FakeSecrets();
  secrets.kept.set(ENDPOINT, TOKEN);
  const remove = { action: 'delete' };
  assert.deepEqual(await run(remove, secrets), {
    code: 0,
    out: `deleted: a token for ${ENDPOINT} is no longer in the keychain\n`,
    err: '',
  });
  assert.match((await run(remove, secrets)).out, /^unset: .* was not in the keychain\n$/);
  secrets.broken = 'no bus';
  assert.deepEqual(await run(remove, secrets), { code: 1, out: '', err: 'unavailable: no bus\n' });
});

const USAGE: readonly (readonly [string, Partial<TokenArguments>, RegExp])[] = [
  ['no action', { action: undefined }, /set, status or delete/],
  ['a token where the action belongs', { action: TOKEN }, /set, status or delete/],
  ['no environment', { environment: undefined }, /which environment/],
  ['an environment that is none', { environment: 'nowhere' }, /must be a URL/],
  ['no token', { action: 'set' }, /got none/],
  ['a test that is left out of status', { untested: true }, /does not take --untested/],
  ['JSON of set', { action: 'set', json: true }, /does not take --json/],
];

for (const [name, args, message] of USAGE) {
  test(`usage: ${name}`, async () => {
    await assert.rejects(run(args, new FakeSecrets()), (error) => {
      assert.ok(error instanceof UsageError);
      assert.match(error.message, message);
      assert.ok(!error.message.includes(TOKEN));
      return true;
    });
  });
}
