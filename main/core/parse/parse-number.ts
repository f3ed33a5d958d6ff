const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const INFINITY = /^[+-]?inf(?:inity)?$/i;

/** Beyond it a time is no `int64`. */
const INT64_LIMIT = 2 ** 63;

/**
 * A value of either format, or undefined. Both take the same: decimal digits, `NaN` and an infinity in any case.
 * Sources: OpenMetrics 1.0, `number`; text 0.0.4: Go's `ParseFloat`, of which Prometheus takes neither hexadecimal
 * digits nor underscores. A number beyond the largest double is refused as there: it is not infinite.
 */
export function parseNumber(text: string): number | undefined {
  if (DECIMAL.test(text)) return finite(Number(text));
  if (INFINITY.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  return text.toLowerCase() === 'nan' ? NaN : undefined;
}

/** A time of the text format 0.0.4: whole milliseconds since the Unix epoch, an `int64`. */
export function parseTimestampMs(text: string): number | undefined {
  if (!/^[+-]?\d+$/.test(text)) return undefined;
  const ms = Number(text);
  return Math.abs(ms) < INT64_LIMIT ? ms : undefined;
}

/**
 * A time of OpenMetrics, seconds since the Unix epoch, in milliseconds.
 * The decimal point is moved in the text: a product of doubles would not be exact (`1.001 * 1000`).
 */
export function parseSecondsAsMs(text: string): number | undefined {
  if (!DECIMAL.test(text)) return undefined;
  const exponentAt = text.search(/[eE]/);
  if (exponentAt < 0) return finite(Number(`${text}e3`));
  const exponent = Number(text.slice(exponentAt + 1)) + 3;
  return finite(Number(`${text.slice(0, exponentAt)}e${exponent}`));
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}
