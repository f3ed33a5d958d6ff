import type { DeadLetter, LedgerSummary } from './model/ledger.ts';
import type { SentPoint } from './model/sent-point.ts';
import { openStoredOutbox, type OutboxRefusal, type OutboxSurroundings } from './open-outbox.ts';
import { readLedger } from './outbox/ledger-file.ts';
import type { Stored } from './outbox/outbox.ts';
import { deadLettersOf, summarize } from './outbox/summarize.ts';
import { unpackLedger } from './outbox/unpack-ledger.ts';

export type { OutboxRefusal };

/** What the ledger of a folder holds. */
export interface StoredLedgerFacts {
  readonly kind: 'read';
  readonly summary: LedgerSummary;
  /** The oldest first. */
  readonly deadLetters: readonly DeadLetter[];
  /** What could not be read of it, in words. */
  readonly notices: readonly string[];
  /** Of all stored requests. */
  readonly bytes: number;
}

/** For whoever changes a ledger that no instance of the program holds. */
export interface LedgerVisitor extends Pick<OutboxSurroundings, 'nowMs' | 'sha256'> {
  /** For whoever is refused meanwhile, such as `process 4711`. */
  readonly name: string;
}

/** The dead letters of a ledger, which nobody else can write to until it is closed. */
export interface DeadLetterBox {
  readonly kind: 'opened';
  readonly letters: readonly DeadLetter[];
  /** What the user should know of this ledger, such as that a damaged one was set aside. */
  readonly notices: readonly string[];
  /** The points of one; none when there is no such letter. */
  readonly read: (id: number) => readonly SentPoint[];
  /** Undefined when it is done, else why not, in words. */
  readonly resend: (id: number) => string | undefined;
  readonly discard: (id: number) => string | undefined;
  readonly close: () => void;
}

/** Looks from outside, also while an instance runs. Writes nothing, never rejects. */
export async function lookIntoLedger(folder: string): Promise<StoredLedgerFacts | OutboxRefusal> {
  const reading = await readLedger(folder);
  if (reading.kind === 'refused') return reading;
  const { state, notices } = unpackLedger(reading.ledger);
  const bytes = [...state.requests.values()].reduce((sum, request) => sum + request.bytes, 0);
  return { kind: 'read', summary: summarize(state), deadLetters: deadLettersOf(state), notices, bytes };
}

/** Opens a ledger that is there; makes none. Never rejects. */
export async function openDeadLetters(folder: string, visitor: LedgerVisitor): Promise<DeadLetterBox | OutboxRefusal> {
  const reading = await readLedger(folder);
  // One that cannot be read is left for the next start, which sets it aside and says so.
  if (reading.kind === 'refused') return reading;
  const opened = await openStoredOutbox(folder, visitor.name, visitor);
  if (opened.kind === 'refused') return opened;
  const { outbox, close } = opened;
  return {
    kind: 'opened',
    letters: outbox.deadLetters(),
    notices: outbox.notices,
    read: (id) => outbox.readLetter(id),
    resend: (id) => reasonOf(outbox.resend(id)),
    discard: (id) => reasonOf(outbox.discard(id)),
    close,
  };
}

function reasonOf(stored: Stored): string | undefined {
  return stored.kind === 'stored' ? undefined : stored.reason;
}
