import {
  StoreFailure,
  type Changes,
  type OutboxStore,
  type RequestRecord,
} from '../../main/core/outbox/outbox-store.ts';

interface Told {
  readonly written: (changes: Changes) => void;
  /** A request was removed that was neither sent nor folded. */
  readonly givenUp: (body: Uint8Array) => void;
}

/** A store whose disk can be full, and that tells what was written. */
export class WatchedStore implements OutboxStore {
  isFull = false;
  readonly #store: OutboxStore;
  readonly #told: Told;
  readonly #requests: Map<number, RequestRecord>;

  constructor(store: OutboxStore, told: Told) {
    this.#store = store;
    this.#told = told;
    this.#requests = new Map(store.load().requests.map((record) => [record.id, record]));
  }

  load() {
    return this.#store.load();
  }

  body(id: number): Uint8Array | undefined {
    return this.#store.body(id);
  }

  apply(changes: Changes): void {
    if (this.isFull) throw new StoreFailure('the disk is full', false);
    const unsent = changes.removed.flatMap((id) => {
      const record = this.#requests.get(id);
      const mayHaveBeenFolded = record?.state === 'waiting' && !record.unseen;
      return record?.state === 'in_flight' || mayHaveBeenFolded ? [] : [this.#store.body(id)];
    });
    this.#store.apply(changes);
    for (const { record } of changes.inserted) this.#requests.set(record.id, record);
    for (const record of changes.updated) this.#requests.set(record.id, record);
    for (const id of changes.removed) this.#requests.delete(id);
    for (const body of unsent) if (body !== undefined) this.#told.givenUp(body);
    this.#told.written(changes);
  }

  close(): void {
    this.#store.close();
  }

  /** What is stored and not settled. */
  bodies(): readonly Uint8Array[] {
    return [...this.#requests.keys()].flatMap((id) => this.#store.body(id) ?? []);
  }
}
