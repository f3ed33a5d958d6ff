import assert from 'node:assert/strict';
import test from 'node:test';
import { MOST_OBSERVATIONS, ObservationRecord } from '../../../../main/app/watch/observation-record.ts';
import { observation } from '../../core/alerts/rules.ts';

const DGX = { box: 'dgx', target: undefined };
const TARGET = { box: 'dgx', target: 'dgx:8000' };

test('observations come back as they were, whatever a reading is', () => {
  const record = new ObservationRecord();
  const first = observation({ a: 0.5, b: 'gap', c: 'no_data', d: 'not_told', e: Infinity }, true);
  record.note(DGX, first, 1_000);
  record.note(DGX, observation({ a: 0, b: -3, c: 1, d: 2, e: 3 }), 2_000);
  assert.deepEqual(record.of('box'), [
    {
      subject: DGX,
      observations: [
        { atMs: 1_000, observation: first },
        { atMs: 2_000, observation: observation({ a: 0, b: -3, c: 1, d: 2, e: 3 }) },
      ],
    },
  ]);
});

test('what was not looked at before, or no longer is, is a gap there', () => {
  const record = new ObservationRecord();
  record.note(DGX, observation({ old: 1 }), 1_000);
  record.note(DGX, observation({ new: 2 }), 2_000);
  const readings = record.of('box')[0]?.observations.map(({ observation: { readings } }) => [...readings]);
  assert.deepEqual(readings, [
    [['old', 1], ['new', 'gap']],
    [['old', 'gap'], ['new', 2]],
  ]); // prettier-ignore
});

test('the oldest are forgotten', () => {
  const record = new ObservationRecord();
  for (let at = 0; at < MOST_OBSERVATIONS + 5; at += 1) record.note(DGX, observation({ x: at }), at);
  const [dgx] = record.of('box');
  assert.equal(dgx?.observations.length, MOST_OBSERVATIONS);
  assert.deepEqual([dgx.observations[0]?.atMs, dgx.observations[0]?.observation.readings.get('x')], [5, 5]);
});

test('boxes and targets are apart, and those that are gone are forgotten', () => {
  const record = new ObservationRecord();
  const gone = { box: 'gone', target: undefined };
  for (const subject of [DGX, TARGET, gone]) record.note(subject, observation({}), 1);
  assert.deepEqual(record.of('target').map(({ subject }) => subject), [TARGET]); // prettier-ignore
  record.keepOnly([DGX, TARGET]);
  assert.deepEqual(
    [...record.of('box'), ...record.of('target')].map(({ subject }) => subject),
    [DGX, TARGET],
  );
});
