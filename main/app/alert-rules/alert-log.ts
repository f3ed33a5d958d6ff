import type { AlertSubject, AlertTransition } from '../../core/model/alert.ts';

/** One time that an alert fired. Times are ms since the Unix epoch. */
export interface LoggedAlert {
  readonly rule: string;
  readonly box: string;
  /** As host:port; undefined where it is about the box as a whole. */
  readonly target: string | undefined;
  readonly firedMs: number;
  /** Undefined while it fires. */
  readonly resolvedMs: number | undefined;
  /** Of the rule's first measure, as it fired; then the worst while it did. Undefined where it was not known. */
  readonly value: number | undefined;
}

/** Alerts that are kept, so that the log stays readable. */
const MOST = 500;

/** The log, newest first, after one more transition. A code that changes while its alert fires is an entry of its own. */
export function logAlert(
  log: readonly LoggedAlert[],
  rule: string,
  { box, target }: AlertSubject,
  { kind, atMs, value }: AlertTransition,
): readonly LoggedAlert[] {
  const isOpen = (entry: LoggedAlert): boolean =>
    entry.rule === rule && entry.box === box && entry.target === target && entry.resolvedMs === undefined;
  const closed = log.map((entry) =>
    isOpen(entry)
      ? { ...entry, resolvedMs: atMs, value: kind === 'resolved' ? (value ?? entry.value) : entry.value }
      : entry,
  );
  if (kind === 'resolved') return closed;
  return [{ rule, box, target, firedMs: atMs, resolvedMs: undefined, value }, ...closed].slice(0, MOST);
}
