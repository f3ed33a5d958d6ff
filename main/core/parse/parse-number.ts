const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const INFINITY = /^[+-]?inf(?:inity)?$/i;

/**
 * A sample value of the Prometheus text format: decimal, `NaN` or an infinity; undefined for anything else.
 * `Number()` alone would also take the empty string, `0x10` and `Infinity` with the wrong case.
 */
export function parseNumber(text: string): number | undefined {
  if (DECIMAL.test(text)) return Number(text);
  if (INFINITY.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  return text.toLowerCase() === 'nan' ? NaN : undefined;
}

/** A timestamp of the text format 0.0.4: whole milliseconds since the Unix epoch. */
export function parseTimestampMs(text: string): number | undefined {
  return /^[+-]?\d+$/.test(text) ? Number(text) : undefined;
}
