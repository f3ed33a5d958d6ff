import type {
  AlertObservation,
  AlertReading,
  AlertRule,
  AlertState,
  AlertTransition,
} from '../../../../main/core/model/alert.ts';
import { evaluate, QUIET_ALERT } from '../../../../main/core/alerts/evaluate.ts';

const SECOND_MS = 1_000;

/** `x` above 10 until it is down to 5, for 30 s, clear for 20 s, with what `over` says. */
export function ruleOf(over: Partial<AlertRule> = {}): AlertRule {
  return {
    id: 'r',
    when: { kind: 'above', of: { kind: 'latest', signal: 'x' }, threshold: 10, clear: 5 },
    forMs: 30 * SECOND_MS,
    clearForMs: 20 * SECOND_MS,
    windowMs: 60 * SECOND_MS,
    noData: 'hold',
    severity: 'warning',
    scope: 'box',
    boxes: 'all',
    quietHours: [],
    repeatMs: 0,
    ...over,
  };
}

export function observation(readings: Readonly<Record<string, AlertReading>>, restarted = false): AlertObservation {
  return { readings: new Map(Object.entries(readings)), intervalMs: 10 * SECOND_MS, restarted };
}

/** One step of `play`: a reading of `x`, all readings, a restart with a reading of `x`, or a break of so many ms. */
export type Played =
  | AlertReading
  | Readonly<Record<string, AlertReading>>
  | { readonly after: number; readonly x: AlertReading }
  | { readonly restarted: AlertReading };

/** Plays readings, one each 10 s, and says after which of them (from 0) what happened. */
export class Player {
  readonly rule: AlertRule;
  readonly transitions: AlertTransition[] = [];
  readonly happened: string[] = [];
  state: AlertState = QUIET_ALERT;
  nowMs = 1_000_000;
  #count = 0;

  constructor(rule: AlertRule) {
    this.rule = rule;
  }

  play(...steps: readonly Played[]): this {
    for (const step of steps) this.#step(step);
    return this;
  }

  #step(step: Played): void {
    const record = typeof step === 'object' ? step : { x: step };
    const { after, restarted, ...readings } = record as Record<string, AlertReading>;
    this.nowMs += typeof after === 'number' ? after : 10 * SECOND_MS;
    const seen = observation(restarted === undefined ? readings : { x: restarted }, restarted !== undefined);
    const { state, transition } = evaluate(this.rule, this.state, seen, this.nowMs);
    this.state = state;
    if (transition !== undefined) {
      this.transitions.push(transition);
      this.happened.push(`${String(this.#count)} ${transition.kind}`);
    }
    this.#count += 1;
  }
}
