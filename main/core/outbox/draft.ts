import type { LedgerCounts, PossibleDuplicate } from '../model/ledger.ts';
import { accountId, type Account, type Carry, type LedgerState, type TargetRecord } from './ledger-state.ts';
import type { NewRequest } from './outbox.ts';
import {
  MOST_DUPLICATES,
  type AccountKey,
  type Changes,
  type OutboxStore,
  type RequestRecord,
} from './outbox-store.ts';
import { packBaselines } from './pack-baselines.ts';
import { packCarries } from './pack-carries.ts';
import { addCounts, NO_COUNTS } from './tally.ts';

/** Of which account, and when. */
export interface Placing extends AccountKey {
  readonly atMs: number;
  /** Made of a request whose answer was not seen. */
  readonly unseen: boolean;
}

/** The next state in the making, and what must be written for it. Until that is written the old state holds. */
export class Draft {
  readonly #store: OutboxStore;
  readonly #targets: Map<string, TargetRecord>;
  readonly #requests: Map<number, RequestRecord>;
  readonly #accounts: Map<string, Account>;
  readonly #before: LedgerState;
  readonly #bodies = new Map<number, Uint8Array>();
  readonly #duplicates: PossibleDuplicate[] = [];
  readonly #targetChanges: Changes['targets'][number][] = [];
  #lastId: number;

  constructor(before: LedgerState, store: OutboxStore) {
    this.#before = before;
    this.#store = store;
    this.#targets = new Map(before.targets);
    this.#requests = new Map(before.requests);
    this.#accounts = new Map(before.accounts);
    this.#lastId = lastOf(before.requests.keys()) ?? 0;
  }

  get requests(): Iterable<RequestRecord> {
    return this.#requests.values();
  }

  get accounts(): Iterable<Account> {
    return this.#accounts.values();
  }

  request(id: number): RequestRecord | undefined {
    return this.#requests.get(id);
  }

  /** Whether it is stored only with this draft. */
  isNew({ id }: RequestRecord): boolean {
    return !this.#before.requests.has(id);
  }

  /** Undefined when the disk gives back other bytes than were stored. Throws `StoreFailure`. */
  body({ id }: RequestRecord): Uint8Array | undefined {
    return this.#bodies.get(id) ?? this.#store.body(id);
  }

  insert({ box, destination, atMs, unseen }: Placing, { body, points, oldestMs }: NewRequest): void {
    this.#lastId += 1;
    const id = this.#lastId;
    const size = { points, bytes: body.length, oldestMs };
    const state = { state: 'waiting', unseen, reason: '', refusedMs: 0 } as const;
    this.#requests.set(id, { id, box, destination, storedMs: atMs, ...size, ...state });
    this.#bodies.set(id, body);
  }

  update(record: RequestRecord): void {
    this.#requests.set(record.id, record);
  }

  remove({ id }: RequestRecord): void {
    this.#requests.delete(id);
  }

  account({ box, destination }: AccountKey): Account {
    const known = this.#accounts.get(accountId({ box, destination }));
    return known ?? { box, destination, counts: NO_COUNTS, carries: new Map() };
  }

  /** An account begins with its first point. */
  count(key: AccountKey, change: Partial<LedgerCounts>): void {
    const { dropped = {}, skipped = {}, ...numbers } = change;
    if (![numbers, dropped, skipped].some((part) => Object.values(part).some((count) => count !== 0))) return;
    const account = this.account(key);
    this.#accounts.set(accountId(key), { ...account, counts: addCounts(account.counts, change) });
  }

  setCarries(key: AccountKey, carries: ReadonlyMap<string, Carry>): void {
    this.#accounts.set(accountId(key), { ...this.account(key), carries });
  }

  removeAccount(key: AccountKey): void {
    this.#accounts.delete(accountId(key));
  }

  /** Without baselines the old ones stay. */
  setTarget(target: string, { baselines, forwarding }: Omit<TargetRecord, 'layout'>): void {
    const before = this.#targets.get(target) ?? { baselines: undefined, layout: '', forwarding: undefined };
    const changed = forwarding === before.forwarding ? {} : { forwarding };
    if (baselines === undefined) {
      this.#targets.set(target, { ...before, forwarding });
      if (forwarding !== before.forwarding) this.#targetChanges.push({ target, ...changed });
      return;
    }
    const { layout, numbers } = packBaselines(baselines);
    this.#targets.set(target, { baselines, layout, forwarding });
    this.#targetChanges.push({ target, numbers, ...changed, ...(layout === before.layout ? {} : { layout }) });
  }

  listDuplicate(duplicate: PossibleDuplicate): void {
    this.#duplicates.push(duplicate);
  }

  /** The state when all of it is written. */
  state(): LedgerState {
    const added = this.#duplicates.length;
    const { duplicates, duplicatesEver } = this.#before;
    return {
      targets: this.#targets,
      requests: this.#requests,
      accounts: this.#accounts,
      duplicates: added === 0 ? duplicates : [...duplicates, ...this.#duplicates].slice(-MOST_DUPLICATES),
      duplicatesEver: duplicatesEver + added,
    };
  }

  /** Undefined when nothing changed. */
  changes(): Changes | undefined {
    const changes = {
      targets: this.#targetChanges,
      ...this.#requestChanges(),
      ...this.#accountChanges(),
      duplicates: this.#duplicates,
    };
    return Object.values(changes).some((list) => list.length > 0) ? changes : undefined;
  }

  #requestChanges(): Pick<Changes, 'inserted' | 'updated' | 'removed'> {
    const inserted: Changes['inserted'][number][] = [];
    const updated: RequestRecord[] = [];
    for (const record of this.#requests.values()) {
      const body = this.#bodies.get(record.id);
      if (body !== undefined) inserted.push({ record, body });
      else if (this.#before.requests.get(record.id) !== record) updated.push(record);
    }
    return { inserted, updated, removed: [...this.#before.requests.keys()].filter((id) => !this.#requests.has(id)) };
  }

  #accountChanges(): Pick<Changes, 'counts' | 'carries'> {
    const counts: Changes['counts'][number][] = [];
    const carries: Changes['carries'][number][] = [];
    for (const [id, account] of this.#accounts) {
      const { box, destination } = account;
      const before = this.#before.accounts.get(id);
      if (account.counts !== before?.counts) counts.push({ box, destination, counts: account.counts });
      if (account.carries === before?.carries) continue;
      if (account.carries.size > 0) carries.push({ box, destination, carries: packCarries(account.carries.values()) });
      else if (before !== undefined) carries.push({ box, destination, carries: undefined });
    }
    for (const [id, { box, destination }] of this.#before.accounts) {
      if (this.#accounts.has(id)) continue;
      counts.push({ box, destination, counts: undefined });
      carries.push({ box, destination, carries: undefined });
    }
    return { counts, carries };
  }
}

function lastOf<T>(values: Iterable<T>): T | undefined {
  let last: T | undefined;
  for (const value of values) last = value;
  return last;
}
