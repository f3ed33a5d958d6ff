import { createHash } from 'node:crypto';
import {
  lookIntoLedger,
  openDeadLetters,
  type DeadLetterBox,
  type OutboxRefusal,
  type StoredLedgerFacts,
} from '../core/stored-ledger.ts';

export { lookIntoLedger };
export type { DeadLetterBox, OutboxRefusal, StoredLedgerFacts };

/** Opens the dead letters of a folder for `who`; as long as they are open no instance can run there. Never rejects. */
export function openLetters(folder: string, who: string, nowMs: number): Promise<DeadLetterBox | OutboxRefusal> {
  return openDeadLetters(folder, { name: who, nowMs, sha256 });
}

function sha256(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('hex');
}
