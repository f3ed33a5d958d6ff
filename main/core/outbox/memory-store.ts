import type { LedgerCounts, PossibleDuplicate } from '../model/ledger.ts';
import {
  MOST_DUPLICATES,
  type AccountKey,
  type Changes,
  type OutboxStore,
  type PackedTarget,
  type RequestRecord,
  type StoredLedger,
} from './outbox-store.ts';

/** Keeps things as long as the process lives; it cannot fail. For tests and for where there is no SQLite (Node 16). */
export class MemoryStore implements OutboxStore {
  readonly #targets = new Map<string, PackedTarget>();
  readonly #requests = new Map<number, RequestRecord>();
  readonly #bodies = new Map<number, Uint8Array>();
  readonly #counts = new Map<string, AccountKey & { readonly counts: LedgerCounts }>();
  readonly #carries = new Map<string, AccountKey & { readonly carries: string }>();
  #duplicates: readonly PossibleDuplicate[] = [];
  #duplicatesEver = 0;

  load(): StoredLedger {
    return {
      targets: [...this.#targets.values()],
      requests: [...this.#requests.values()],
      counts: [...this.#counts.values()],
      carries: [...this.#carries.values()],
      duplicates: this.#duplicates,
      duplicatesEver: this.#duplicatesEver,
      notices: [],
    };
  }

  body(id: number): Uint8Array | undefined {
    return this.#bodies.get(id);
  }

  apply(changes: Changes): void {
    for (const change of changes.targets) {
      const before = this.#targets.get(change.target);
      const nothing = { layout: '', numbers: new Float64Array(), forwarding: '' };
      this.#targets.set(change.target, { ...nothing, ...before, ...change });
    }
    for (const { record, body } of changes.inserted) {
      this.#requests.set(record.id, record);
      this.#bodies.set(record.id, body);
    }
    for (const record of changes.updated) this.#requests.set(record.id, record);
    for (const id of changes.removed) {
      this.#requests.delete(id);
      this.#bodies.delete(id);
    }
    for (const { box, destination, counts } of changes.counts) {
      const key = JSON.stringify([destination, box]);
      if (counts === undefined) this.#counts.delete(key);
      else this.#counts.set(key, { box, destination, counts });
    }
    for (const { box, destination, carries } of changes.carries) {
      const key = JSON.stringify([destination, box]);
      if (carries === undefined) this.#carries.delete(key);
      else this.#carries.set(key, { box, destination, carries });
    }
    this.#duplicates = [...this.#duplicates, ...changes.duplicates].slice(-MOST_DUPLICATES);
    this.#duplicatesEver += changes.duplicates.length;
  }

  close(): void {
    // Nothing is held open.
  }
}
