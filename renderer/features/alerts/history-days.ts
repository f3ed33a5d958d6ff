import type { LoggedAlertView } from '../../../preload/contract/view.ts';

export interface HistoryDay {
  /** Unique. */
  readonly key: string;
  /** `today` and `yesterday` have words of their own; else the date. */
  readonly name: 'today' | 'yesterday' | { readonly date: string };
  /** As they came: newest first. */
  readonly alerts: readonly LoggedAlertView[];
}

const date = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'long' });
const DAY_MS = 86_400_000;

/** The history by local days. */
export function historyDays(alerts: readonly LoggedAlertView[], nowMs: number): readonly HistoryDay[] {
  const keys = [...new Set(alerts.map(({ firedMs }) => keyOf(firedMs)))];
  return keys.map((key) => {
    const those = alerts.filter(({ firedMs }) => keyOf(firedMs) === key);
    return { key, name: nameOf(key, those[0]?.firedMs ?? nowMs, nowMs), alerts: those };
  });
}

function keyOf(ms: number): string {
  const day = new Date(ms);
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].join('-');
}

function nameOf(key: string, atMs: number, nowMs: number): HistoryDay['name'] {
  if (key === keyOf(nowMs)) return 'today';
  return key === keyOf(middayOf(nowMs) - DAY_MS) ? 'yesterday' : { date: date.format(atMs) };
}

/** A day before it is yesterday, also where a day has 23 or 25 hours. */
function middayOf(ms: number): number {
  return new Date(ms).setHours(12, 0, 0, 0);
}
