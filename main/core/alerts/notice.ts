import type { AlertRule, AlertState, QuietHours } from '../model/alert.ts';

export interface NoticeStep {
  readonly state: AlertState;
  /** What somebody is to be told now. */
  readonly notice: 'fired' | 'resolved' | undefined;
}

/**
 * Whether somebody is to be told now. It looks at how things stand, not at what has just happened: what fires through
 * a snooze, quiet hours or the least repeat time is told when that is over, and what ended before is never told.
 * `minuteOfDay` is local, from 0 up to but not including 1440.
 */
export function noticeOf(rule: AlertRule, state: AlertState, minuteOfDay: number, nowMs: number): NoticeStep {
  if (state.phase !== 'firing') {
    const silent = !state.told || isQuiet(rule.quietHours, minuteOfDay);
    return { state: state.told ? { ...state, told: false } : state, notice: silent ? undefined : 'resolved' };
  }
  const early = state.toldMs !== undefined && nowMs >= state.toldMs && nowMs - state.toldMs < rule.repeatMs;
  if (state.told || early || isSnoozed(state, nowMs) || isQuiet(rule.quietHours, minuteOfDay)) {
    return { state, notice: undefined };
  }
  return { state: { ...state, told: true, toldMs: nowMs }, notice: 'fired' };
}

/** Nobody is told before `untilMs`; then at once, if it still fires. */
export function snooze(state: AlertState, untilMs: number): AlertState {
  return { ...state, snoozedUntilMs: untilMs, told: false, toldMs: undefined };
}

export function isSnoozed({ snoozedUntilMs }: AlertState, nowMs: number): boolean {
  return snoozedUntilMs !== undefined && nowMs < snoozedUntilMs;
}

export function isQuiet(hours: readonly QuietHours[], minuteOfDay: number): boolean {
  return hours.some(({ fromMinute, toMinute }) =>
    fromMinute <= toMinute
      ? minuteOfDay >= fromMinute && minuteOfDay < toMinute
      : minuteOfDay >= fromMinute || minuteOfDay < toMinute,
  );
}
