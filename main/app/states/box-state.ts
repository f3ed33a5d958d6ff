import type { TargetState } from '../../core/model/target-state.ts';
import type { BoxNow, TargetNow } from '../sentences/box-now.ts';

/**
 * How a box is, in one word. `starting`: nothing heard yet. `busy`: under pressure, but no alert fires. `alert`: one
 * fires. `not_nim`: something answers, but not with metrics that can be used. `paused`: the user wants nothing asked.
 */
export type BoxCondition = 'starting' | 'fine' | 'busy' | 'alert' | 'loading' | 'down' | 'not_nim' | 'paused';

/**
 * How all boxes are together: the worst of them, or what makes the question idle. `offline`: our own network is gone,
 * so nothing is known of them. `no_box`: none is set up. `away`: the monitor that watches them cannot be reached.
 */
export type WholeCondition = BoxCondition | 'offline' | 'no_box' | 'away';

/** What is known of a box beside its metrics. */
export interface Circumstances {
  readonly paused: boolean;
  /** Whether an alert of it fires that is not snoozed. */
  readonly alert: boolean;
}

/** From here on the next requests are likely to wait for memory. */
const BUSY_CACHE_RATIO = 0.9;
/** A single scrape that fails is no reason to turn an icon round and back. */
const DOWN_AFTER_FAILURES = 2;

/** What wants to be looked at first stands first: of a box, and of all boxes together. */
export const WORST_FIRST: readonly BoxCondition[] = [
  'down',
  'alert',
  'not_nim',
  'busy',
  'loading',
  'starting',
  'fine',
  'paused',
];

/** How one box is: the worst of its targets, of its alerts and of the pressure on it. */
export function boxCondition(box: BoxNow, { paused, alert }: Circumstances): BoxCondition {
  if (paused) return 'paused';
  const conditions = box.targets.map(targetCondition);
  if (alert) conditions.push('alert');
  if (isUnderPressure(box)) conditions.push('busy');
  return worstOf(conditions);
}

function worstOf(conditions: readonly BoxCondition[]): BoxCondition {
  return WORST_FIRST.find((condition) => conditions.includes(condition)) ?? 'starting';
}

function targetCondition({ state, past }: TargetNow): BoxCondition {
  if (state.good + state.failed === 0) return 'starting';
  if (state.health === 'loading') return 'loading';
  const down = past.failedInARow >= DOWN_AFTER_FAILURES || (state.lastFailure !== '' && state.good === 0);
  if (!down) return 'fine';
  return isAnswering(state) ? 'not_nim' : 'down';
}

/** Whether anything answers there, be it a web page. */
export function isAnswering({ health }: TargetState): boolean {
  return health !== 'down' && health !== 'unknown';
}

function isUnderPressure({ signal }: BoxNow): boolean {
  return (signal('kvCache').value ?? 0) >= BUSY_CACHE_RATIO || (signal('waiting').value ?? 0) > 0;
}

/** What surrounds all boxes. */
export interface Surroundings {
  /** The monitor that is shown cannot be reached. */
  readonly away: boolean;
  /** Our own network is gone. */
  readonly offline: boolean;
}

/** How all are together, which is what the icon shows. */
export function wholeCondition(boxes: readonly BoxCondition[], { away, offline }: Surroundings): WholeCondition {
  if (away) return 'away';
  if (boxes.length === 0) return 'no_box';
  const allPaused = boxes.every((condition) => condition === 'paused');
  return offline && !allPaused ? 'offline' : worstOf(boxes);
}
