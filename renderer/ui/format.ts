import type { Tile } from '../../preload/contract/view.ts';
import { frame } from '../words/frame.ts';

/** A number ready to show: digits, a small unit close to them, and where there is no number, why. */
export interface Shown {
  readonly text: string;
  readonly unit: string;
  /** For the title attribute; empty where nothing needs explaining. */
  readonly why: string;
}

/** Stands where a number is not known. */
export const UNKNOWN = '–';
const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

export function formatCount(value: number): string {
  return whole.format(value);
}

/** A large count, short: `37 M`. */
export function formatLarge(value: number): string {
  if (value < 999_500) return whole.format(value);
  const [amount, unit] = value < 999.5e6 ? [value / 1e6, 'M'] : [value / 1e9, 'bn'];
  return `${amount < 9.95 ? amount.toFixed(1) : whole.format(amount)} ${unit}`;
}

/** Whole percent of a ratio. */
export function showRatio(tile: Tile): Shown {
  return show(tile, (ratio) => ({ text: whole.format(ratio * 100), unit: '%' }));
}

/** Seconds as whole milliseconds below one second, else as seconds with a digit or none. */
export function showSeconds(tile: Tile): Shown {
  return show(tile, (seconds) => {
    const ms = Math.round(seconds * 1000);
    if (ms < 1000) return { text: String(ms), unit: 'ms' };
    return { text: seconds < 99.95 ? seconds.toFixed(1) : whole.format(seconds), unit: 's' };
  });
}

/** A rate: one digit behind the point where it is small. */
export function showRate(tile: Tile): Shown {
  return show(tile, (rate) => ({
    text: rate > 0 && rate < 9.95 ? rate.toFixed(1) : whole.format(rate),
    unit: '/s',
  }));
}

export function showCount(tile: Tile): Shown {
  return show(tile, (count) => ({ text: whole.format(count), unit: '' }));
}

/** Bytes as binary gigabytes, as GPU memory is sold. */
export function showGigabytes(tile: Tile): Shown {
  return show(tile, (bytes) => {
    const gigabytes = bytes / 2 ** 30;
    return { text: gigabytes < 9.95 ? gigabytes.toFixed(1) : whole.format(gigabytes), unit: 'GiB' };
  });
}

export function showDegrees(tile: Tile): Shown {
  return show(tile, (degrees) => ({ text: whole.format(degrees), unit: '°C' }));
}

export function showWatts(tile: Tile): Shown {
  return show(tile, (watts) => ({ text: whole.format(watts), unit: 'W' }));
}

/** A code, not a count. */
export function showXid(tile: Tile): Shown {
  return show(tile, (code) => ({ text: code === 0 ? 'none' : String(code), unit: '' }));
}

/** How long ago something was, as one would say it. */
export function formatAgo(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ago`;
  const hours = Math.floor(seconds / 3_600);
  return hours < 48 ? `${hours} h ago` : `${Math.floor(hours / 24)} days ago`;
}

/** How long something lasts, in whole units: `40 s`, `12 min`, `3 h`, `2 h 30 min`, `4 days`. */
export function formatLasting(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return `${Math.floor(hours / 24)} days`;
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** A time of the day here: `14:30`. Ms since the Unix epoch. */
export function formatClock(ms: number): string {
  return clock.format(ms);
}

function show(tile: Tile, known: (value: number) => { text: string; unit: string }): Shown {
  if (tile.above !== null) {
    const bound = known(tile.above);
    return { text: `> ${bound.text.replace(/\.0$/, '')}`, unit: bound.unit, why: tile.why ?? '' };
  }
  if (tile.value === null || !Number.isFinite(tile.value)) {
    return { text: UNKNOWN, unit: '', why: tile.why ?? frame.unknown };
  }
  return { ...known(tile.value), why: '' };
}
