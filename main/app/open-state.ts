import { openStoredOutbox, type OpenedOutbox, type OutboxRefusal } from '../core/pipeline.ts';
import { sha256 } from './hashes.ts';

/** The ledger in `folder`, which is made where there is none. `processId`: told to whoever comes second. */
export function openState(folder: string, processId: number, nowMs: number): Promise<OpenedOutbox | OutboxRefusal> {
  return openStoredOutbox(folder, `process ${String(processId)}`, { sha256, nowMs });
}
