const DAY_MS = 86_400_000;
const DURATION = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;
const DURATION_UNITS_MS = [365 * DAY_MS, 7 * DAY_MS, DAY_MS, 3_600_000, 60_000, 1_000, 1];

/** `1h30m`, `10s`, `500ms` or `0`, as milliseconds; undefined for anything else. Source: Prometheus, `ParseDuration`. */
export function readDuration(text: string): number | undefined {
  if (text === '0') return 0;
  const parts = DURATION.exec(text);
  if (text === '' || parts === null) return undefined;
  return DURATION_UNITS_MS.reduce((sum, unit, index) => sum + unit * Number(parts[index + 1] ?? 0), 0);
}

const DURATION_NAMES = ['y', 'w', 'd', 'h', 'm', 's', 'ms'];

/** As Prometheus writes it: `1h30m`; years, weeks and days only where nothing else is left. */
export function printDuration(ms: number): string {
  let text = '';
  let left = ms;
  for (const [index, unit] of DURATION_UNITS_MS.entries()) {
    const isWhole = unit < DAY_MS || left % unit === 0;
    if (left < unit || !isWhole) continue;
    text += `${String(Math.floor(left / unit))}${DURATION_NAMES[index] ?? ''}`;
    left %= unit;
  }
  return text === '' ? '0s' : text;
}

const GO_UNITS_MS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
};

/** `25h`, `1.5h`, `1m30s` or `0`, as milliseconds; undefined for anything else. Source: Go, `time.ParseDuration`. */
export function readGoDuration(text: string): number | undefined {
  if (text === '0') return 0;
  if (!/^(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|ms|s|m|h))+$/.test(text)) return undefined;
  let sum = 0;
  for (const [, number = '', unit = ''] of text.matchAll(/([\d.]+)([a-zµ]+)/g)) {
    sum += Number(number) * (GO_UNITS_MS[unit] ?? NaN);
  }
  return sum;
}

const SIZE_PREFIXES = ['', 'K', 'M', 'G', 'T', 'P', 'E'];

/**
 * `10MB`, `512KiB`, `1GB512MB` or `0`, as bytes; undefined for anything else. Both spellings count by 1024.
 * Source: Prometheus, `units.Base2Bytes`.
 */
export function readSize(text: string): number | undefined {
  if (text === '0') return 0;
  if (!/^(?:\d+(?:\.\d+)?(?:B|[KMGTPE]i?B))+$/.test(text)) return undefined;
  let sum = 0;
  for (const [, number = '', prefix = ''] of text.matchAll(/([\d.]+)([KMGTPE]?)i?B/g)) {
    sum += Number(number) * 1024 ** SIZE_PREFIXES.indexOf(prefix);
  }
  return Math.floor(sum);
}
