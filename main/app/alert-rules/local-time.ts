/** For how long a user does not want to hear of an alert. */
export type SnoozeChoice = '15m' | '1h' | '4h' | 'tomorrow' | 'end';

const MINUTE_MS = 60_000;
const LASTING: Readonly<Record<Exclude<SnoozeChoice, 'tomorrow'>, number>> = {
  end: 0,
  '15m': 15 * MINUTE_MS,
  '1h': 60 * MINUTE_MS,
  '4h': 240 * MINUTE_MS,
};
/** When tomorrow begins for somebody who works. */
const MORNING_HOUR = 8;

/** When a snooze ends, ms since the Unix epoch; `tomorrow` is 8:00 of the next day here, `end` is now. */
export function snoozeEndMs(choice: SnoozeChoice, nowMs: number): number {
  if (choice !== 'tomorrow') return nowMs + LASTING[choice];
  const now = new Date(nowMs);
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, MORNING_HOUR).getTime();
}

/** The minute of the day here, 0–1439. */
export function minuteOfDay(nowMs: number): number {
  const now = new Date(nowMs);
  return now.getHours() * 60 + now.getMinutes();
}
