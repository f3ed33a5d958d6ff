import { compareTruth } from '../../main/demo/compare-truth.ts';
import { expect, type World } from './glance.ts';

/** All that the NIM counted while somebody could see it has arrived, and nothing else. The NIM is asked no more. */
export async function expectTruthInSink({ sim, sink, target }: World): Promise<void> {
  // A comparison of nothing with nothing would be of no worth.
  await expect.poll(() => sink.sums().size, { timeout: 20_000 }).toBeGreaterThan(5);
  target.hold();
  await expect.poll(() => compareTruth(sim.truth().series, sink.sums()), { timeout: 20_000 }).toEqual([]);
}
