import { KNOWN_SIGNALS } from '../alert-rules/rules-of.ts';
import type { Comparison, Condition, Measure } from '../../core/model/alert.ts';
import { nearestKnown } from './nearest-key.ts';
import type { Fields, Keys, Value } from './yaml-value.ts';

const CONDITION_KEYS = ['all', 'any', 'signal', 'measure', 'per', 'least', 'above', 'below', 'clear'] as const;
type ConditionKey = (typeof CONDITION_KEYS)[number];

const CONDITION: Keys<ConditionKey> = { of: 'a condition', known: CONDITION_KEYS };
const MEASURES: readonly Measure['kind'][] = ['latest', 'mean', 'rise', 'share', 'change'];
/** Deeper ones nobody writes, and aliases could multiply them. */
const DEEPEST = 5;

/**
 * What an alert waits for: `{ signal: kvCache, above: 0.9, clear: 0.8 }`, or a list of such under `all` or `any`.
 * Undefined where it has a problem.
 */
export function readCondition(value: Value, depth = 1): Condition | undefined {
  const fields = value.fields(CONDITION);
  if (!value.isMapping()) return undefined;
  const kinds = (['all', 'any'] as const).filter((kind) => fields.get(kind) !== undefined);
  const [kind] = kinds;
  if (kind === undefined) return readComparison(value, fields);
  const others = CONDITION_KEYS.filter((key) => key !== kind && fields.get(key) !== undefined);
  if (others.length > 0) {
    value.problem(`a condition has either ${kind} or ${others.join(', ')}`);
    return undefined;
  }
  if (depth === DEEPEST) {
    value.problem(`conditions lie at most ${String(DEEPEST)} deep in each other`);
    return undefined;
  }
  const parts = fields.get(kind)?.list() ?? [];
  const read = parts.flatMap((part) => readCondition(part, depth + 1) ?? []);
  if (read.length < parts.length) return undefined;
  return { kind, parts: read };
}

function readComparison(value: Value, fields: Fields<ConditionKey>): Comparison | undefined {
  const of = readMeasure(value, fields);
  const [above, below] = [fields.get('above'), fields.get('below')];
  const limit = above ?? below;
  if (limit === undefined || (above !== undefined && below !== undefined)) {
    value.problem('a condition needs either above or below');
    return undefined;
  }
  const threshold = readNumber(limit);
  const clear = fields.get('clear') === undefined ? threshold : readNumber(fields.get('clear'));
  if (of === undefined || threshold === undefined || clear === undefined) return undefined;
  return { kind: above === undefined ? 'below' : 'above', of, threshold, clear };
}

function readMeasure(value: Value, fields: Fields<ConditionKey>): Measure | undefined {
  const measure = fields.get('measure');
  const kind = measure === undefined ? 'latest' : measure.oneOf(MEASURES);
  if (fields.get('signal') === undefined) value.problem('a condition needs a signal');
  const signal = readSignal(fields.get('signal'));
  if (kind === undefined || signal === undefined) return undefined;
  if (kind === 'share') return readShare(value, fields, signal);
  const ofShare = fields.get('per') ?? fields.get('least');
  if (ofShare === undefined) return { kind, signal };
  ofShare.problem(`${ofShare.name} belongs to measure: share`);
  return undefined;
}

function readShare(value: Value, fields: Fields<ConditionKey>, signal: string): Measure | undefined {
  if (fields.get('per') === undefined) value.problem('measure: share needs per: the rate to divide by');
  const per = readSignal(fields.get('per'));
  const least = fields.get('least') === undefined ? 1 : readNumber(fields.get('least'));
  return per === undefined || least === undefined ? undefined : { kind: 'share', signal, per, least };
}

function readSignal(value: Value | undefined): string | undefined {
  const name = value?.filledText();
  if (name === undefined || KNOWN_SIGNALS.has(name)) return name;
  value?.problem(
    `there is no signal called ${name}${nearestKnown(name, [...KNOWN_SIGNALS]).replace('known key', 'one')}`,
  );
  return undefined;
}

/** Any finite number. */
export function readNumber(value: Value | undefined): number | undefined {
  const text = value?.filledText();
  if (text === undefined) return undefined;
  const number = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text.trim()) ? Number(text) : NaN;
  if (Number.isFinite(number)) return number;
  value?.problem(`${value.name} takes a number, not "${value.source}"`);
  return undefined;
}
