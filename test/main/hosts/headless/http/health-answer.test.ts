import assert from 'node:assert/strict';
import test from 'node:test';
import { goDuration, healthAnswer } from '../../../../../main/hosts/headless/http/health-answer.ts';

for (const [ms, text] of [
  [0, '0s'],
  [0.4, '0s'],
  [1, '1ms'],
  [999.4, '999ms'],
  [999.6, '1s'],
  [1_500, '1.5s'],
  [59_999, '59.999s'],
  [60_000, '1m0s'],
  [61_250, '1m1.25s'],
  [3_600_000, '1h0m0s'],
  [90_061_001, '25h1m1.001s'],
] as const) {
  test(`${String(ms)} ms as Go prints it`, () => {
    assert.equal(goDuration(ms), text);
  });
}

test('the answer is the one of the Collector', () => {
  const startedMs = Date.UTC(2026, 10, 24, 8, 22, 46, 123);
  const expected = { status: 'Server available', upSince: '2026-11-24T08:22:46.123Z', uptime: '1m0s' };
  assert.deepEqual(JSON.parse(healthAnswer(startedMs, 60_000)), expected);
});
