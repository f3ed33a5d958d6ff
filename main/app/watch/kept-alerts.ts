import type { StoredAlert } from '../../core/alert-book.ts';
import type { LoggedAlert } from '../alert-rules/alert-log.ts';
import { readWishes, writeWishes, type Wish } from '../wish/wish.ts';

/** What outlives the program. */
export interface KeptAlerts {
  readonly alerts: readonly StoredAlert[];
  readonly wishes: readonly Wish[];
  /** Newest first. */
  readonly log: readonly LoggedAlert[];
}

const NOTHING: KeptAlerts = { alerts: [], wishes: [], log: [] };
const VERSION = 1;
/** JSON has no Infinity. */
const INFINITE = 'infinite';

export function writeKept({ alerts, wishes, log }: KeptAlerts): string {
  const kept = { version: VERSION, alerts, wishes: writeWishes(wishes), log };
  return JSON.stringify(kept, (_, value: unknown) => (value === Infinity ? INFINITE : value));
}

/** What `writeKept` wrote; what cannot be read is left out. */
export function readKept(text: string): KeptAlerts {
  const stored = parse(text);
  if (!isRecord(stored) || stored['version'] !== VERSION) return NOTHING;
  return {
    alerts: listOf(stored['alerts']).flatMap((value) => alertOf(value) ?? []),
    wishes: typeof stored['wishes'] === 'string' ? readWishes(stored['wishes']) : [],
    log: listOf(stored['log']).flatMap((value) => loggedOf(value) ?? []),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

function alertOf(value: unknown): StoredAlert | undefined {
  if (!isRecord(value)) return undefined;
  const { key, text } = value;
  return typeof key === 'string' && typeof text === 'string' ? { key, text } : undefined;
}

function loggedOf(value: unknown): LoggedAlert | undefined {
  if (!isRecord(value)) return undefined;
  const { rule, box, target, firedMs, resolvedMs } = value;
  if (typeof rule !== 'string' || typeof box !== 'string' || typeof firedMs !== 'number') return undefined;
  return {
    ...{ rule, box, firedMs, target: typeof target === 'string' ? target : undefined },
    resolvedMs: typeof resolvedMs === 'number' ? resolvedMs : undefined,
    value: numberOf(value['value']),
  };
}

function numberOf(value: unknown): number | undefined {
  if (value === INFINITE) return Infinity;
  return typeof value === 'number' ? value : undefined;
}
