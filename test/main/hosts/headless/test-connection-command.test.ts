import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { startSink, type SinkOptions } from '../../../../main/demo/strict-sink/sink-server.ts';
import {
  testConnectionCommand,
  type TestConnectionArguments,
} from '../../../../main/hosts/headless/test-connection-command.ts';
import { UsageError } from '../../../../main/hosts/headless/usage-error.ts';
import { httpServer } from '../../../fakes/http-servers.ts';
import { FakeSecrets } from '../../../fakes/ports.ts';

const TOKEN = `dt0c01.${'A'.repeat(24)}.${'B'.repeat(64)}`;

async function run(args: Partial<TestConnectionArguments>, secrets: FakeSecrets, env: Record<string, string> = {}) {
  let out = '';
  let err = '';
  const io = {
    stdout: { write: (text: string) => (out += text) },
    stderr: { write: (text: string) => (err += text) },
    env,
  };
  const all = { environment: undefined, allowHttp: false, json: false, ...args };
  const code = await testConnectionCommand(all, io, secrets);
  assert.ok(!`${out}${err}`.includes(TOKEN), 'no output holds the token');
  return { code, out, err };
}

async function sink(context: TestContext, options: SinkOptions = {}): Promise<string> {
  const started = await startSink({ token: TOKEN, ...options });
  context.after(() => started.close());
  return `${started.url}/api/v2/otlp`;
}

test('accepted with the keychain’s token: each step, then what they say', async (context) => {
  const environment = await sink(context);
  const secrets = new FakeSecrets();
  secrets.kept.set(environment, TOKEN);
  const { code, out, err } = await run({ environment }, secrets);
  assert.equal(code, 0);
  assert.equal(err, '');
  const lines = [`address: good: ${environment}`, 'token: good: .*', 'ingest: good: .*', 'accepted: .*'];
  assert.match(out, new RegExp(`^${lines.join('\n')}\n$`));
});

test('the environment’s token wins; DT_ENDPOINT names the destination', async (context) => {
  const endpoint = await sink(context);
  const secrets = new FakeSecrets();
  secrets.kept.set(endpoint, 'wrong');
  const { code, out } = await run({ json: true }, secrets, { DT_ENDPOINT: endpoint, DT_API_TOKEN: TOKEN });
  assert.equal(code, 0);
  const said = JSON.parse(out) as { endpoint: string; result: string; steps: readonly { name: string }[] };
  assert.deepEqual([said.endpoint, said.result], [endpoint, 'accepted']);
  assert.deepEqual(
    said.steps.map(({ name }) => name),
    ['address', 'token', 'ingest'],
  );
  assert.equal(out.split('\n').length, 2, 'one line');
});

test('refused, and not to be asked: 1', async (context) => {
  const refused = await run({ environment: await sink(context, { scopes: [] }) }, new FakeSecrets(), {
    DT_API_TOKEN: TOKEN,
  });
  assert.equal(refused.code, 1);
  assert.match(refused.out, /lacks the scope[^]*\nrefused: /);
  const unknown = await run({ environment: 'http://127.0.0.1:1' }, new FakeSecrets(), { DT_API_TOKEN: TOKEN });
  assert.equal(unknown.code, 1);
  assert.match(unknown.out, /nothing listens there[^]*\nunknown: /);
});

test('a portal is told as one', async (context) => {
  const port = await httpServer(context, (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Welcome to the hotel');
  });
  const { code, out } = await run({ environment: `http://127.0.0.1:${port}` }, new FakeSecrets(), {
    DT_API_TOKEN: TOKEN,
  });
  assert.equal(code, 1);
  assert.match(out, /ingest: unknown: .*login page or proxy/);
});

test('what a server says does not steer the terminal, nor does it tell the token', async (context) => {
  const port = await httpServer(context, ({ headers }, response) => {
    const said = `\u001b[2J${headers.authorization ?? ''}\u202e`;
    response.writeHead(401, { 'content-type': 'application/json' }).end(JSON.stringify({ error: { message: said } }));
  });
  for (const json of [false, true]) {
    const environment = `http://127.0.0.1:${port}/api/v2/otlp`;
    const { code, out } = await run({ environment, json }, new FakeSecrets(), { DT_API_TOKEN: TOKEN });
    assert.equal(code, 1);
    assert.match(out, /\(401\).*Api-Token \*+/);
    assert.doesNotMatch(out, /[\u001b\u202e]/);
  }
});

test('no token: unset, locked, unavailable and a refused file are told apart', async () => {
  const environment = 'abc12345';
  const secrets = new FakeSecrets();
  assert.match((await run({ environment }, secrets)).err, /^no token: neither .*token set\n$/);
  secrets.broken = 'no bus';
  const unavailable = await run({ environment }, secrets);
  assert.deepEqual(unavailable, { code: 1, out: '', err: 'no token: the keychain is unavailable: no bus\n' });
  secrets.read = () => Promise.resolve({ kind: 'locked', reason: 'unlock it' });
  assert.match((await run({ environment }, secrets)).err, /the keychain is locked: unlock it/);
  const refused = await run({ environment }, secrets, { DT_API_TOKEN_FILE: '/none' });
  assert.match(refused.err, /^no token: DT_API_TOKEN_FILE .* does not exist\n$/);
});

test('no address, or none that can be used: usage', async () => {
  for (const environment of [undefined, 'nowhere', 'http://collector.test']) {
    await assert.rejects(run({ environment }, new FakeSecrets(), { DT_API_TOKEN: TOKEN }), UsageError);
  }
});
