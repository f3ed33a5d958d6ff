import assert from 'node:assert/strict';
import test from 'node:test';
import { ShownApi } from '../../../main/app/shown-api.ts';
import type { MonitorApi } from '../../../preload/contract/api.ts';
import type { Snapshot } from '../../../preload/contract/view.ts';
import { fakeApi } from '../../fakes/monitor-api.ts';
import { fakeBox, fakeSnapshot } from '../../fakes/snapshot.ts';

function monitor(name: string) {
  const snapshot = fakeSnapshot({ ...fakeBox('fine'), name });
  const listeners = new Set<(snapshot: Snapshot) => void>();
  const on: MonitorApi['on'] = (event, listener) => {
    const hear = (value: Snapshot): void => {
      listener(value as Parameters<typeof listener>[0]);
    };
    if (event === 'snapshot') listeners.add(hear);
    return () => listeners.delete(hear);
  };
  const api = fakeApi({ snapshot: async () => snapshot, pause: async () => ({ ok: false, reason: name }), on });
  return { api, listeners, tell: () => listeners.forEach((listener) => listener(snapshot)) };
}

test('calls and events are those of the monitor that is shown, and who listens goes on listening', async () => {
  const [first, second] = [monitor('first'), monitor('second')];
  const shown = new ShownApi(first.api);
  const heard: string[] = [];
  const unlisten = shown.api.on('snapshot', ({ boxes }) => heard.push(boxes[0]?.name ?? ''));
  first.tell();
  assert.deepEqual(await shown.api.pause({ on: true }), { ok: false, reason: 'first' });
  shown.show(second.api);
  await new Promise((resolve) => setImmediate(resolve));
  // Told at once how it stands.
  assert.deepEqual(heard, ['first', 'second']);
  assert.equal(first.listeners.size, 0);
  second.tell();
  assert.deepEqual(heard, ['first', 'second', 'second']);
  assert.deepEqual(await shown.api.pause({ on: true }), { ok: false, reason: 'second' });
  unlisten();
  assert.equal(second.listeners.size, 0);
  shown.show(first.api);
  assert.equal(first.listeners.size, 0);
});
