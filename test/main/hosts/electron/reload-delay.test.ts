import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reloadDelayMs } from '../../../../main/hosts/electron/reload-delay.ts';

const cases: readonly [string, number[], number][] = [
  ['the first comes back at once', [1_000_000], 0],
  ['the second waits', [999_000, 1_000_000], 1_000],
  ['the third waits longer', [998_000, 999_000, 1_000_000], 5_000],
  ['then once a minute', [1, 2, 3, 4].map((ago) => 1_000_004 - ago), 60_000],
  ['what is long ago does not count', [100, 200, 300, 1_000_000], 0],
];
for (const [name, crashes, delayMs] of cases) {
  test(name, () => {
    assert.equal(reloadDelayMs(crashes, 1_000_000), delayMs);
  });
}
