import type { Refused } from './outbox/ledger-file.ts';
import { LedgerFile } from './outbox/ledger-file.ts';
import { LedgerOutbox, type OutboxOptions } from './outbox/ledger-outbox.ts';
import { MemoryStore } from './outbox/memory-store.ts';
import type { Outbox } from './outbox/outbox.ts';
import { StoreFailure } from './outbox/outbox-store.ts';
import { REQUEST_CODEC } from './request-codec.ts';

/** What an outbox takes from outside. */
export type OutboxSurroundings = Omit<OutboxOptions, 'codec'>;

/** An outbox that is this program's alone until it is closed. */
export interface OpenedOutbox {
  readonly kind: 'opened';
  readonly outbox: Outbox;
  /** Whether what is committed survives the end of this process. */
  readonly durable: boolean;
  readonly close: () => void;
}

/** `held`: another instance writes there. `full`: there may be room later. The reason is in words, with a way out. */
export type OutboxRefusal = Pick<Refused, 'kind' | 'why' | 'reason'>;

/** Lives as long as the process. */
export function openMemoryOutbox(surroundings: OutboxSurroundings): OpenedOutbox {
  const outbox = new LedgerOutbox(new MemoryStore(), { ...surroundings, codec: REQUEST_CODEC });
  return { kind: 'opened', outbox, durable: false, close: () => undefined };
}

/** The ledger of a folder, which is made where there is none. `holder`: who writes, for whoever comes second. */
export async function openStoredOutbox(
  folder: string,
  holder: string,
  surroundings: OutboxSurroundings,
): Promise<OpenedOutbox | OutboxRefusal> {
  const opened = await LedgerFile.open(folder, { holder });
  if (opened.kind === 'refused') return opened;
  const { store } = opened;
  try {
    const outbox = new LedgerOutbox(store, { ...surroundings, codec: REQUEST_CODEC });
    return { kind: 'opened', outbox, durable: true, close: () => store.close() };
  } catch (error) {
    store.close();
    if (!(error instanceof StoreFailure)) throw error;
    const why = error.isFull ? 'full' : 'unusable';
    return { kind: 'refused', why, reason: `${folder} cannot be used: ${error.message}` };
  }
}
