import type { RawFamily } from '../model/exposition.ts';

const PROCESS_START = 'process_start_time_seconds';

/**
 * When the target's process began, in seconds since the Unix epoch: an unlabelled, single `process_start_time_seconds`.
 * To be asked before target labels are added. Undefined when there is none, when there are several (a proxy that passes
 * on those of its engines labels them), or when it is no number.
 */
export function processStartOf(families: readonly RawFamily[]): number | undefined {
  const named = families.flatMap(({ samples }) => samples).filter(({ sample }) => sample.name === PROCESS_START);
  const [only, ...more] = named;
  if (only === undefined || more.length > 0 || only.sample.labels.length > 0) return undefined;
  return Number.isFinite(only.sample.value) ? only.sample.value : undefined;
}
