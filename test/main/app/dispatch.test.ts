import assert from 'node:assert/strict';
import test from 'node:test';
import { dispatch } from '../../../main/app/dispatch.ts';
import type { MonitorApi } from '../../../preload/contract/api.ts';
import { parsers } from '../../../preload/contract/parsers.ts';
import type { Snapshot } from '../../../preload/contract/view.ts';
import { fakeApi } from '../../fakes/monitor-api.ts';

const SNAPSHOT: Snapshot = {
  takenAtMs: 1,
  state: 'fine',
  network: null,
  demo: false,
  attached: null,
  boxes: [],
  notes: [],
};

/** What each method answers here. */
const ANSWERS = { snapshot: SNAPSHOT, setForwarding: { ok: false, reason: 'no' }, history: [] } as const;

/** An api that writes down what it is asked. */
function recorder(): { api: MonitorApi; asked: unknown[] } {
  const asked: unknown[] = [];
  const methods = Object.keys(parsers).map((method) => [
    method,
    async (argument: unknown) => {
      asked.push([method, argument]);
      return method in ANSWERS ? ANSWERS[method as keyof typeof ANSWERS] : { ok: true };
    },
  ]);
  return { api: fakeApi(Object.fromEntries(methods) as Partial<MonitorApi>), asked };
}

const ON = { box: 'spark', on: true };
const DESTINATION = { endpoint: 'https://abc', token: 't' };

const SNOOZE = { box: 'spark', rule: 'gpu_hot', target: null, lasting: '1h' };
const WISH = { box: 'spark', until: { kind: 'idle' }, on: true };

const GOOD: readonly (readonly [string, unknown, unknown])[] = [
  ['snapshot', undefined, SNAPSHOT],
  ['setForwarding', ON, { ok: false, reason: 'no' }],
  ['saveDestination', DESTINATION, { ok: true }],
  ['snooze', SNOOZE, { ok: true }],
  ['wish', WISH, { ok: true }],
  ['history', undefined, []],
  ['pause', { on: true }, { ok: true }],
  ['replaceSettings', { text: 'scrape_configs: []', revision: 3 }, { ok: true }],
];

for (const [method, argument, answer] of GOOD) {
  test(`${method} reaches its method and brings its answer back`, async () => {
    const { api, asked } = recorder();
    assert.deepEqual(await dispatch(api, method, argument), answer);
    assert.deepEqual(asked, [[method, argument]]);
  });
}

const REFUSED: readonly (readonly [string, string, unknown])[] = [
  ['a method that does not exist', 'stop', undefined],
  ['what every object has', 'constructor', undefined],
  ['the prototype', '__proto__', undefined],
  ['the events', 'on', 'snapshot'],
  ['nothing', '', undefined],
  ['another case', 'Snapshot', undefined],
  ['an argument for a method without one', 'snapshot', {}],
  ['an argument that does not fit', 'setForwarding', { box: 'spark', on: 'yes' }],
  ['an argument of another method', 'saveDestination', ON],
  ['a snooze without an end', 'snooze', { ...SNOOZE, lasting: 'for ever' }],
  ['a wish of another kind', 'wish', { ...WISH, until: { kind: 'rich' } }],
  ['an argument for the history', 'history', {}],
];

for (const [name, method, argument] of REFUSED) {
  test(`refused before anything is called: ${name}`, async () => {
    const { api, asked } = recorder();
    await assert.rejects(dispatch(api, method, argument));
    assert.deepEqual(asked, []);
  });
}
