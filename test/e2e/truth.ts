import { compareTruth } from '../../main/demo/compare-truth.ts';
import { expect, type World } from './glance.ts';

/** All that the NIM counted while somebody could see it has arrived, and nothing else. The NIM is asked no more. */
export async function expectTruthInSink({ sim, sink, target }: World): Promise<void> {
  target.hold();
  await expect.poll(() => compareTruth(sim.truth().series, sink.sums()), { timeout: 20_000 }).toEqual([]);
  // A comparison of nothing with nothing would be of no worth.
  expect(sink.sums().size).toBeGreaterThan(5);
}
