import assert from 'node:assert/strict';
import test from 'node:test';
import type { FamilyChoice } from '../../../../main/app/config/configuration.ts';
import { sendPlan } from '../../../../main/app/destination/send-plan.ts';
import type { FamilyFacts } from '../../../../main/core/model/family-facts.ts';

const DEFAULT: FamilyChoice = { preset: 'default', include: [], exclude: ['off'] };

const family = (name: string, points: number, help = ''): FamilyFacts => {
  return { name, type: 'gauge', help, series: points + 1, points };
};

test('families of all targets are one list: those that are sent first, the largest of them first', () => {
  const { families } = sendPlan(
    [
      { intervalMs: 10_000, families: [family('a', 1, 'A.'), family('off', 9), family('go_gc', 2)] },
      { intervalMs: 10_000, families: [family('b', 3), family('a', 4, 'Another.')] },
    ],
    DEFAULT,
  );
  assert.deepEqual(families, [
    { name: 'a', type: 'gauge', help: 'A.', series: 7, pointsPerScrape: 5, sent: true, chosen: false },
    { name: 'b', type: 'gauge', help: '', series: 4, pointsPerScrape: 3, sent: true, chosen: false },
    { name: 'off', type: 'gauge', help: '', series: 10, pointsPerScrape: 9, sent: false, chosen: true },
    { name: 'go_gc', type: 'gauge', help: '', series: 3, pointsPerScrape: 2, sent: false, chosen: false },
  ]);
});

test('what is sent is counted at the interval of each target', () => {
  const { pointsPerScrape, pointsPerMonth } = sendPlan(
    [
      { intervalMs: 10_000, families: [family('a', 100), family('off', 50)] },
      { intervalMs: 60_000, families: [family('a', 2)] },
    ],
    DEFAULT,
  );
  assert.equal(pointsPerScrape, 102);
  assert.equal(pointsPerMonth, 100 * 6 * 60 * 24 * 30 + 2 * 60 * 24 * 30);
});

test('a HELP text of any length does not make the plan long', () => {
  const { families } = sendPlan([{ intervalMs: 1, families: [family('a', 1, 'x'.repeat(1e6))] }], DEFAULT);
  assert.equal(families[0]?.help.length, 300);
});

test('before the first scrape there is nothing to count', () => {
  assert.deepEqual(sendPlan([{ intervalMs: 10_000, families: [] }], DEFAULT), {
    preset: 'default',
    families: [],
    pointsPerScrape: 0,
    pointsPerMonth: 0,
  });
});
