import { readState, writeState } from './alerts/alert-memory.ts';
import { evaluate, QUIET_ALERT } from './alerts/evaluate.ts';
import { isSnoozed, noticeOf, snooze } from './alerts/notice.ts';
import { signalsOf } from './alerts/measure.ts';
import { preview, type RecordedObservation } from './alerts/preview.ts';
import type { AlertObservation, AlertRule, AlertState, AlertSubject, AlertTransition } from './model/alert.ts';

export { preview, type RecordedObservation };

/** One rule at one subject. */
export interface Alert {
  readonly rule: AlertRule;
  readonly subject: AlertSubject;
  readonly state: AlertState;
  readonly snoozed: boolean;
}

/** A transition and the alert that made it. */
export interface AlertEvent {
  readonly alert: Alert;
  readonly transition: AlertTransition;
}

export interface AlertNotice {
  readonly alert: Alert;
  readonly kind: 'fired' | 'resolved';
}

/** What a store keeps of one alert. */
export interface StoredAlert {
  readonly key: string;
  readonly text: string;
}

interface Entry {
  readonly rule: AlertRule;
  readonly subject: AlertSubject;
  state: AlertState;
}

/** Every alert of every box: the stage `alerts` with the states that it needs. */
export class AlertBook {
  #rules: readonly AlertRule[];
  readonly #entries = new Map<string, Entry>();
  readonly #stored: Map<string, string>;

  /** `stored`: what an earlier run wrote with `write`. */
  constructor(rules: readonly AlertRule[], stored: readonly StoredAlert[]) {
    this.#rules = rules;
    this.#stored = new Map(stored.map(({ key, text }) => [key, text]));
  }

  /** Other rules from now on. A rule that measures the same goes on, whatever else of it has changed. */
  use(rules: readonly AlertRule[]): void {
    for (const { key, text } of this.write()) this.#stored.set(key, text);
    this.#entries.clear();
    this.#rules = rules;
  }

  /** Holds every rule for this subject against an observation of it. */
  observe(subject: AlertSubject, observation: AlertObservation, nowMs: number): readonly AlertEvent[] {
    return this.#rules
      .filter((rule) => concerns(rule, subject))
      .flatMap((rule) => {
        const entry = this.#entry(rule, subject);
        const { state, transition } = evaluate(rule, entry.state, observation, nowMs);
        entry.state = state;
        return transition === undefined ? [] : [{ alert: alertOf(entry, nowMs), transition }];
      });
  }

  /** What somebody is to be told now; each is told once. `minuteOfDay` is local, 0–1439. */
  notices(minuteOfDay: number, nowMs: number): readonly AlertNotice[] {
    return [...this.#entries.values()].flatMap((entry) => {
      const { state, notice } = noticeOf(entry.rule, entry.state, minuteOfDay, nowMs);
      entry.state = state;
      return notice === undefined ? [] : [{ alert: alertOf(entry, nowMs), kind: notice }];
    });
  }

  /** Those that fire, the critical ones first, then the oldest. */
  firing(nowMs: number): readonly Alert[] {
    const firing = [...this.#entries.values()].filter(({ state }) => state.phase === 'firing');
    return firing.map((entry) => alertOf(entry, nowMs)).sort(bySeverity);
  }

  /** Returns whether there is such an alert. */
  snooze(rule: string, subject: AlertSubject, untilMs: number): boolean {
    const entry = this.#entries.get(keyOf(rule, subject));
    if (entry === undefined) return false;
    entry.state = snooze(entry.state, untilMs);
    return true;
  }

  /** Forgets the alerts of all other subjects, such as those of a box that was removed, and of rules that are gone. */
  keepOnly(subjects: readonly AlertSubject[]): void {
    const kept = new Set(subjects.flatMap((subject) => this.#rules.map(({ id }) => keyOf(id, subject))));
    for (const key of [...this.#entries.keys()]) if (!kept.has(key)) this.#entries.delete(key);
    for (const key of [...this.#stored.keys()]) if (!kept.has(key)) this.#stored.delete(key);
  }

  /** All that has to survive a restart, also what was not observed yet in this run. */
  write(): readonly StoredAlert[] {
    const observed = [...this.#entries].map(([key, { rule, state }]) => ({ key, text: writeState(rule, state) }));
    return [...[...this.#stored].map(([key, text]) => ({ key, text })), ...observed];
  }

  #entry(rule: AlertRule, subject: AlertSubject): Entry {
    const key = keyOf(rule.id, subject);
    const known = this.#entries.get(key);
    if (known !== undefined) return known;
    const text = this.#stored.get(key);
    this.#stored.delete(key);
    const entry = { rule, subject, state: text === undefined ? QUIET_ALERT : readState(rule, text) };
    this.#entries.set(key, entry);
    return entry;
  }
}

/** What the rules of this scope look at, each once. */
export function lookedAt(rules: readonly AlertRule[], scope: AlertRule['scope']): readonly string[] {
  return [...new Set(rules.filter((rule) => rule.scope === scope).flatMap(signalsOf))];
}

/** Whether a rule is held against a subject. */
export function concerns({ scope, boxes }: AlertRule, { box, target }: AlertSubject): boolean {
  return (scope === 'box') === (target === undefined) && (boxes === 'all' || boxes.includes(box));
}

function keyOf(rule: string, { box, target }: AlertSubject): string {
  return JSON.stringify(target === undefined ? [rule, box] : [rule, box, target]);
}

function alertOf({ rule, subject, state }: Entry, nowMs: number): Alert {
  return { rule, subject, state, snoozed: isSnoozed(state, nowMs) };
}

function bySeverity(a: Alert, b: Alert): number {
  const rank = ({ rule }: Alert): number => (rule.severity === 'critical' ? 0 : 1);
  return rank(a) - rank(b) || (a.state.sinceMs ?? 0) - (b.state.sinceMs ?? 0);
}
