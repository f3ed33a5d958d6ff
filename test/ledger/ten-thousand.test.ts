import test from 'node:test';
import type { Kind } from './kept-store.ts';
import { Simulation } from './simulation.ts';

/**
 * `LEDGER_SEED=N` plays one seed alone, as a failure names it; `LEDGER_RUNS=N` plays more of them.
 * Not played, because no rule can see it: a target that is restarted while its clock or ours is set, or while it tells
 * no `Date`.
 */
const SEED = Number(process.env['LEDGER_SEED'] ?? 1);
const MORE = Number(process.env['LEDGER_RUNS'] ?? 1);
const SUITES: readonly (readonly [kind: Kind, runs: number, scrapes: number])[] = [
  ['memory', 20, 500],
  ['file', 20, 500],
];

for (const [kind, runs, scrapes] of SUITES) {
  const seeds = process.env['LEDGER_SEED'] === undefined ? runs * MORE : 1;
  for (let seed = SEED; seed < SEED + seeds; seed += 1) {
    // Where points are refused one by one, nobody can say what was in them: then points are compared, and no values.
    const picky = seed % 5 === 0;
    test(`${String(scrapes)} scrapes in any weather, seed ${String(seed)} (${kind})`, async () => {
      await new Simulation(seed, kind, picky).run(scrapes);
    });
  }
}
