import assert from 'node:assert/strict';
import test from 'node:test';
import { MemoryStore } from '../../../../main/core/outbox/memory-store.ts';
import { packBaselines } from '../../../../main/core/outbox/pack-baselines.ts';
import { unpackLedger } from '../../../../main/core/outbox/unpack-ledger.ts';
import { baselinesAt } from './outbox-world.ts';

const nothing = new MemoryStore().load();
const packed = packBaselines(baselinesAt(5, 1));

test('baselines that cannot be read are left out with a notice; what is forwarded stays', () => {
  const numbers = packed.numbers.slice(0, 2);
  const { state, notices } = unpackLedger({
    ...nothing,
    targets: [{ target: 't', ...packed, numbers, forwarding: 'on' }],
  });
  assert.deepEqual(state.targets.get('t'), { baselines: undefined, layout: '', forwarding: 'on' });
  assert.deepEqual(notices, ['What was remembered of t is damaged; counting starts anew there.']);
});

test('what the store has to say comes first', () => {
  const target = { target: 't', ...packed, layout: '{', forwarding: '' };
  assert.equal(unpackLedger({ ...nothing, notices: ['set aside'], targets: [target] }).notices[0], 'set aside');
});

test('a target without baselines is no damage', () => {
  const target = { target: 't', layout: '', numbers: new Float64Array(), forwarding: 'on' };
  assert.deepEqual(unpackLedger({ ...nothing, targets: [target] }).notices, []);
});
