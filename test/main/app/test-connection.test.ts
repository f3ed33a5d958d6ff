import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import {
  conclusionOf,
  refusalOf,
  testConnection,
  type ConnectionSetting,
  type ConnectionStep,
} from '../../../main/app/test-connection.ts';
import type { ConnectionCalls } from '../../../main/core/connection-calls.ts';
import { startSink, type SinkOptions } from '../../../main/demo/strict-sink/sink-server.ts';

const TOKEN = `dt0c01.${'A'.repeat(24)}.${'B'.repeat(64)}`;

async function stepsOf(setting: ConnectionSetting, calls?: ConnectionCalls): Promise<readonly ConnectionStep[]> {
  const steps: ConnectionStep[] = [];
  for await (const step of testConnection(setting, calls)) steps.push(step);
  assert.ok(!JSON.stringify(steps).includes(setting.token));
  return steps;
}

function inShort(steps: readonly ConnectionStep[]): string {
  return steps.map(({ name, verdict }) => `${name} ${verdict}`).join(', ');
}

async function sink(context: TestContext, options: SinkOptions = {}): Promise<string> {
  const started = await startSink({ token: TOKEN, ...options });
  context.after(() => started.close());
  return started.url;
}

test('accepted by a sink as strict as Dynatrace, at any form of its address', async (context) => {
  const url = await sink(context);
  for (const address of [`${url}/e/abc12345`, `${url}/api/v2/otlp/v1/metrics`]) {
    const steps = await stepsOf({ address, token: TOKEN });
    assert.equal(inShort(steps), 'address good, token good, ingest good');
    assert.equal(conclusionOf(steps), 'accepted');
  }
});

test('an endpoint that is not Dynatrace’s: the token is not looked up', async (context) => {
  const steps = await stepsOf({ address: await sink(context), token: TOKEN });
  assert.equal(inShort(steps), 'address good, token skipped, ingest good');
  assert.equal(conclusionOf(steps), 'accepted');
});

const REFUSED: readonly (readonly [string, SinkOptions, Partial<ConnectionSetting>, string, RegExp])[] = [
  ['a wrong token', {}, { token: TOKEN.replace('A', 'C') }, 'address good, token refused', /not accepted \(401\)/],
  ['a missing scope', { scopes: ['logs.ingest', 'x'] }, {}, 'address good, token refused', /lacks the scope metrics\.ingest \(it has: logs\.ingest, x\)/],
  ['no scope', { scopes: [] }, {}, 'address good, token refused', /\(it has: none\)/],
  ['no token', {}, { token: 'a b' }, 'address good, token refused', /must not contain blanks/],
  ['no address', {}, { address: 'nowhere' }, 'address refused', /must be a URL/],
  ['http elsewhere', {}, { address: 'http://collector.test' }, 'address refused', /https/],
]; // prettier-ignore

for (const [name, options, over, short, words] of REFUSED) {
  test(`refused: ${name}`, async (context) => {
    const steps = await stepsOf({ address: `${await sink(context, options)}/api/v2/otlp`, token: TOKEN, ...over });
    assert.equal(inShort(steps), short);
    assert.match(steps[steps.length - 1]?.words ?? '', words);
    assert.equal(conclusionOf(steps), 'refused');
  });
}

test('http elsewhere by explicit setting', async () => {
  const calls: ConnectionCalls = {
    lookUpToken: async () => ({ kind: 'none' }),
    postNothing: async (endpoint) => ({ kind: 'unknown', reason: endpoint }),
  };
  const steps = await stepsOf({ address: 'http://collector.test/v1/metrics', token: TOKEN, allowHttp: true }, calls);
  assert.deepEqual(steps[2], { name: 'ingest', verdict: 'unknown', words: 'http://collector.test' });
});

const found = { kind: 'found', enabled: true, scopes: ['metrics.ingest'], expires: undefined } as const;

const ANSWERS: readonly (readonly [string, Partial<ConnectionCalls>, string, string, RegExp])[] = [
  ['a token that is switched off', { lookUpToken: async () => ({ ...found, enabled: false }) }, 'address good, token refused', 'refused', /switched off/],
  ['an unanswered lookup', { lookUpToken: async () => ({ kind: 'unknown', reason: 'silence' }) }, 'address good, token unknown', 'unknown', /silence/],
  ['an unanswered POST', { postNothing: async () => ({ kind: 'unknown', reason: 'silence' }) }, 'address good, token good, ingest unknown', 'unknown', /silence/],
  ['a refused POST', { postNothing: async () => ({ kind: 'refused', reason: 'no' }) }, 'address good, token good, ingest refused', 'refused', /no/],
  ['everything good', {}, 'address good, token good, ingest good', 'accepted', /empty request: 400/],
]; // prettier-ignore

for (const [name, over, short, conclusion, words] of ANSWERS) {
  test(name, async () => {
    const calls: ConnectionCalls = {
      lookUpToken: async () => found,
      postNothing: async () => ({ kind: 'accepted', status: 400 }),
      ...over,
    };
    const steps = await stepsOf({ address: 'abc12345', token: TOKEN }, calls);
    assert.equal(inShort(steps), short);
    assert.equal(conclusionOf(steps), conclusion);
    assert.match(steps[steps.length - 1]?.words ?? '', words);
  });
}

test('when the token expires is told', async () => {
  const words = async (expires: string | undefined) => {
    const calls: ConnectionCalls = {
      lookUpToken: async () => ({ ...found, expires }),
      postNothing: async () => ({ kind: 'accepted', status: 200 }),
    };
    return (await stepsOf({ address: 'abc12345', token: TOKEN }, calls))[1]?.words;
  };
  assert.equal(await words(undefined), 'it has the scope metrics.ingest and does not expire');
  assert.equal(await words('2027-01-31'), 'it has the scope metrics.ingest and expires on 2027-01-31');
});

test('nothing asked is nothing known', () => {
  assert.equal(conclusionOf([]), 'unknown');
});

test('a token is refused with the words of the step that failed', async () => {
  const calls: ConnectionCalls = {
    lookUpToken: async () => found,
    postNothing: async () => ({ kind: 'refused', reason: 'answered 401' }),
  };
  const setting = { address: 'abc12345', token: TOKEN };
  assert.equal(await refusalOf(setting, calls), 'answered 401');
  const good: ConnectionCalls = { ...calls, postNothing: async () => ({ kind: 'accepted', status: 400 }) };
  assert.equal(await refusalOf(setting, good), undefined);
});
