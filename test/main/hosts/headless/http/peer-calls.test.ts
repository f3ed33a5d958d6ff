import assert from 'node:assert/strict';
import test from 'node:test';
import { PeerCalls } from '../../../../../main/hosts/headless/http/peer-calls.ts';
import type { HostMessage } from '../../../../../preload/contract/socket-message.ts';
import { settled } from '../../../../fakes/clock.ts';
import { fakeApi } from '../../../../fakes/monitor-api.ts';

const SWITCH = { method: 'setForwarding', argument: { box: 'a', on: true } } as const;

function callsOf(mostCalls = 4) {
  const done: unknown[] = [];
  const said: HostMessage[] = [];
  const time = { nowMs: 1_000 };
  const api = fakeApi({
    setForwarding: (argument) => {
      done.push(argument);
      return Promise.resolve({ ok: true });
    },
  });
  const send = (message: HostMessage) => said.push(message);
  return { calls: new PeerCalls({ api, send, mostCalls, nowMs: () => time.nowMs }), done, said, time };
}

test('a call is done once its screen said that it is still wanted, and not before', async () => {
  const { calls, done, said } = callsOf();
  calls.take({ id: 7, ...SWITCH });
  await settled();
  assert.deepEqual([done, said], [[], [{ kind: 'sure', id: 7 }]]);
  calls.take({ sure: 7 });
  await settled();
  assert.deepEqual([done, said[1]], [[SWITCH.argument], { kind: 'answer', id: 7, value: { ok: true } }]);
  // Once.
  calls.take({ sure: 7 });
  calls.take({ sure: 8 });
  await settled();
  assert.deepEqual([done.length, said.length], [1, 2]);
});

for (const lateMs of [10_001, -10_001])
  test(`one that is confirmed ${String(lateMs)} ms later is not done`, async () => {
    const { calls, done, said, time } = callsOf();
    calls.take({ id: 7, ...SWITCH });
    time.nowMs += lateMs;
    calls.take({ sure: 7 });
    await settled();
    assert.deepEqual([done, said[1]], [[], { kind: 'refused', id: 7 }]);
  });

test('those that wait to be confirmed count, too', () => {
  const { calls } = callsOf(2);
  assert.deepEqual(
    [1, 2, 3].map((id) => calls.take({ id, ...SWITCH })),
    [true, true, false],
  );
});
