const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** `1 request`, `12 requests`. */
export function requests(count: number): string {
  return `${Math.round(count)} ${Math.round(count) === 1 ? 'request' : 'requests'}`;
}

/** A share from 0 to 1 as `42 %`; below 1 % with one decimal. */
export function percent(share: number): string {
  const hundred = share * 100;
  return `${hundred > 0 && hundred < 1 ? hundred.toFixed(1) : Math.round(hundred)} %`;
}

/** How long something has lasted, in whole units as one would say it: `40 s`, `12 min`, `3 h`, `2 h 30 min`, `4 days`. */
export function lasting(ms: number): string {
  if (ms < MINUTE_MS) return `${Math.max(1, Math.floor(ms / 1000))} s`;
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} min`;
  const hours = Math.floor(ms / HOUR_MS);
  if (hours >= 48) return `${Math.floor(hours / 24)} days`;
  const minutes = Math.floor((ms - hours * HOUR_MS) / MINUTE_MS);
  return minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`;
}

/** Seconds with as many decimals as help: `0.25 s`, `4.2 s`, `12 s`. */
export function seconds(value: number): string {
  return `${value < 1 ? Number(value.toFixed(2)) : value < 10 ? Number(value.toFixed(1)) : Math.round(value)} s`;
}
