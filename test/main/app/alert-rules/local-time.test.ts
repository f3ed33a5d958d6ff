import assert from 'node:assert/strict';
import test from 'node:test';
import { minuteOfDay, snoozeEndMs } from '../../../../main/app/alert-rules/local-time.ts';

const NOW_MS = new Date(2026, 9, 24, 22, 30, 40).getTime();

test('a snooze ends after its time', () => {
  const minutes = (['15m', '1h', '4h', 'end'] as const).map(
    (choice) => (snoozeEndMs(choice, NOW_MS) - NOW_MS) / 60_000,
  );
  assert.deepEqual(minutes, [15, 60, 240, 0]);
});

test('tomorrow begins at 8:00 here, also after midnight and over the change of the clocks', () => {
  assert.equal(snoozeEndMs('tomorrow', NOW_MS), new Date(2026, 9, 25, 8).getTime());
  assert.equal(snoozeEndMs('tomorrow', new Date(2026, 11, 31, 0, 5).getTime()), new Date(2027, 0, 1, 8).getTime());
});

test('the minute of the day is local', () => {
  assert.equal(minuteOfDay(NOW_MS), 22 * 60 + 30);
  assert.equal(minuteOfDay(new Date(2026, 0, 1).getTime()), 0);
});
