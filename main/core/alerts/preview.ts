import type { AlertObservation, AlertRule, AlertTransition } from '../model/alert.ts';
import { evaluate, QUIET_ALERT } from './evaluate.ts';

/** An observation that was recorded, and when, ms since the Unix epoch. */
export interface RecordedObservation {
  readonly atMs: number;
  readonly observation: AlertObservation;
}

/** When a rule would have fired and been resolved over what was recorded, oldest first. */
export function preview(rule: AlertRule, recorded: readonly RecordedObservation[]): readonly AlertTransition[] {
  let state = QUIET_ALERT;
  return recorded.flatMap(({ atMs, observation }) => {
    const step = evaluate(rule, state, observation, atMs);
    state = step.state;
    return step.transition ?? [];
  });
}
