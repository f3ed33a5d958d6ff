import { chmodSync, closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type * as NodeSqlite from 'node:sqlite';
import { crc32 } from 'node:zlib';
import { MIGRATIONS } from './ledger-schema.ts';
import { LedgerTables } from './ledger-tables.ts';
import { StoreFailure, type Changes, type OutboxStore, type StoredLedger } from './outbox-store.ts';
import { DamagedRow, isBusy, isDamage, isFull, wordsFor } from './sqlite-errors.ts';

type Sqlite = Pick<typeof NodeSqlite, 'DatabaseSync'>;

/**
 * `held`: another process writes there. `newer`: a newer version of the program wrote it. `absent`: there is none yet
 * (only when it is opened for reading). `full`: the disk is full, so it may work later. `no_sqlite`: this
 * Node has none. `unusable`: the disk does not allow it.
 */
export type Refusal = 'held' | 'newer' | 'absent' | 'full' | 'no_sqlite' | 'unusable';

/** The reason is in words, with a way out. */
export interface Refused {
  readonly kind: 'refused';
  readonly why: Refusal;
  readonly reason: string;
}

export type OpenedLedger = { readonly kind: 'opened'; readonly store: LedgerFile } | Refused;

export type LedgerReading =
  { readonly kind: 'read'; readonly ledger: StoredLedger; /** Who wrote last. */ readonly holder: string } | Refused;

/** How to open a ledger for writing. */
export interface LedgerFileOptions {
  /** Who writes, for whoever is refused meanwhile, such as `process 4711`. */
  readonly holder: string;
  /** The file may not grow beyond this, bytes: what does not fit fails as on a full disk. Default is 4 GB. */
  readonly maxBytes?: number;
  /** The steps from an empty file to the newest schema; default is all there are. */
  readonly migrations?: readonly string[];
}

/** Pages that may lie empty in the file before it is made smaller (16 MB), and how many are given back at once. */
const MOST_EMPTY_PAGES = 4_096;
const PAGES_AT_ONCE = 1_024;
const PAGE_BYTES = 4_096;
const MAX_BYTES = 4_000_000_000;

/** `fullfsync` is for macOS, where a plain fsync does not reach the disk; elsewhere it does nothing. */
const SETTINGS = `
  PRAGMA auto_vacuum = INCREMENTAL;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA fullfsync = 1;
  PRAGMA checkpoint_fullfsync = 1;
  PRAGMA journal_size_limit = 16777216;
`;

/**
 * The ledger in a folder: `ledger.db` (SQLite, write-ahead log) and `ledger.lock`, on which the one writer holds a lock
 * that ends with its process, however that ends.
 */
export class LedgerFile implements OutboxStore {
  readonly #sqlite: Sqlite;
  readonly #path: string;
  readonly #holder: string;
  readonly #maxPages: number;
  readonly #migrations: readonly string[];
  readonly #lock: DatabaseSync;
  #database: DatabaseSync;
  #tables: LedgerTables;
  #notices: readonly string[] = [];
  #closed = false;

  private constructor(sqlite: Sqlite, folder: string, options: LedgerFileOptions) {
    this.#sqlite = sqlite;
    this.#path = join(folder, 'ledger.db');
    this.#holder = options.holder;
    this.#maxPages = Math.floor((options.maxBytes ?? MAX_BYTES) / PAGE_BYTES);
    this.#migrations = options.migrations ?? MIGRATIONS;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#lock = lockedBy(sqlite, join(folder, 'ledger.lock'));
    try {
      this.#database = this.#openOrSetAside();
      this.#tables = new LedgerTables(this.#database, crc32);
    } catch (error) {
      this.#lock.close();
      throw error;
    }
  }

  /** The folder is made where there is none. Never rejects. */
  static async open(folder: string, options: LedgerFileOptions): Promise<OpenedLedger> {
    try {
      return { kind: 'opened', store: new LedgerFile(await loadSqlite(), folder, options) };
    } catch (error) {
      if (error instanceof Refusing) return { kind: 'refused', why: error.why, reason: error.message };
      if (isBusy(error)) return heldIn(folder);
      const why = isFull(error) ? 'full' : 'unusable';
      return { kind: 'refused', why, reason: `${folder} cannot be used: ${wordsFor(error)}` };
    }
  }

  load(): StoredLedger {
    return this.#guarded(() => {
      const ledger = this.#tables.load();
      return { ...ledger, notices: [...this.#notices, ...ledger.notices] };
    });
  }

  body(id: number): Uint8Array | undefined {
    return this.#guarded(() => this.#tables.body(id));
  }

  apply(changes: Changes): void {
    this.#guarded(() => {
      inTransaction(this.#database, () => {
        this.#tables.write(changes);
        if (changes.removed.length > 0 && pragma(this.#database, 'freelist_count') > MOST_EMPTY_PAGES) {
          this.#database.exec(`PRAGMA incremental_vacuum(${PAGES_AT_ONCE})`);
        }
      });
    });
  }

  /** What still comes afterwards fails: an answer, for example, that nobody waited for. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#database.isOpen) this.#database.close();
    this.#lock.close();
  }

  #guarded<T>(run: () => T): T {
    if (this.#closed) throw new StoreFailure('the ledger is closed', false);
    if (!this.#database.isOpen) throw this.#startAfresh();
    try {
      return run();
    } catch (error) {
      throw isDamage(error) ? this.#startAfresh() : new StoreFailure(wordsFor(error), false, isFull(error));
    }
  }

  /** What is to be told of it. If the disk does not allow it either, the next call tries again. */
  #startAfresh(): StoreFailure {
    try {
      if (this.#database.isOpen) this.#database.close();
      this.#database = this.#setAside();
      this.#tables = new LedgerTables(this.#database, crc32);
      const notice = this.#notices.join(' ');
      this.#notices = [];
      return new StoreFailure(notice, true);
    } catch (error) {
      return new StoreFailure(wordsFor(error), false, isFull(error));
    }
  }

  #connect(): DatabaseSync {
    ownFile(this.#path);
    return new this.#sqlite.DatabaseSync(this.#path, { timeout: 1_000 });
  }

  #openOrSetAside(): DatabaseSync {
    let database: DatabaseSync | undefined;
    try {
      database = this.#connect();
      refuseNewer(database, this.#path, this.#migrations.length);
      database.exec(SETTINGS);
      checkWhole(database);
      this.#prepare(database);
      new LedgerTables(database, crc32).load();
      return database;
    } catch (error) {
      database?.close();
      if (!isDamage(error)) throw error;
      return this.#setAside();
    }
  }

  /** A fresh file in place of the damaged one, which is kept under a name that tells when. */
  #setAside(): DatabaseSync {
    const time = new Date().toISOString().replace(/:/g, '-');
    const kept = this.#path.replace(/\.db$/, `.damaged-${time}.db`);
    // The log first: alone beside a fresh file it would be taken for that file's.
    for (const ending of ['-wal', '']) {
      if (existsSync(this.#path + ending)) renameSync(this.#path + ending, kept + ending);
    }
    rmSync(`${this.#path}-shm`, { force: true });
    this.#notices = [`The ledger on the disk was damaged. It is kept as ${kept}; a new one begins now.`];
    const database = this.#connect();
    database.exec(SETTINGS);
    this.#prepare(database);
    return database;
  }

  #prepare(database: DatabaseSync): void {
    database.exec(`PRAGMA max_page_count = ${this.#maxPages}`);
    const steps = this.#migrations.slice(pragma(database, 'user_version'));
    inTransaction(database, () => {
      for (const step of steps) database.exec(step);
      database.exec(`PRAGMA user_version = ${this.#migrations.length}`);
      database.prepare('INSERT OR REPLACE INTO holder (one, holder) VALUES (1, ?)').run(this.#holder);
    });
  }
}

/** What is stored now, also while another process writes. Never rejects; it writes nothing. */
export async function readLedger(folder: string): Promise<LedgerReading> {
  const path = join(folder, 'ledger.db');
  if (!existsSync(path)) return { kind: 'refused', why: 'absent', reason: `there is no ledger in ${folder} yet` };
  let database: DatabaseSync | undefined;
  try {
    const { DatabaseSync: Database } = await loadSqlite();
    database = new Database(path, { readOnly: true, timeout: 1_000 });
    // One view for all tables, whatever is written meanwhile.
    database.exec('BEGIN');
    refuseNewer(database, path, MIGRATIONS.length);
    return { kind: 'read', ledger: new LedgerTables(database, crc32).load(), holder: holderIn(database) };
  } catch (error) {
    if (error instanceof Refusing) return { kind: 'refused', why: error.why, reason: error.message };
    return { kind: 'refused', why: 'unusable', reason: `${path} cannot be read: ${wordsFor(error)}` };
  } finally {
    database?.close();
  }
}

class Refusing extends Error {
  readonly why: Refusal;

  constructor(why: Refusal, reason: string) {
    super(reason);
    this.why = why;
  }
}

/** Node 16 has none; everything else in this program runs there, so it is loaded only here. */
async function loadSqlite(): Promise<Sqlite> {
  try {
    return await import('node:sqlite');
  } catch {
    throw new Refusing('no_sqlite', 'this Node has no SQLite; from version 22.13 on it has');
  }
}

/** Made for us alone before SQLite writes anything; its other files take over the mode. */
function ownFile(path: string): void {
  closeSync(openSync(path, 'a', 0o600));
  chmodSync(path, 0o600);
}

/** The lock is the operating system's: it ends with the process. */
function lockedBy({ DatabaseSync: Database }: Sqlite, path: string): DatabaseSync {
  ownFile(path);
  const lock = new Database(path, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    throw error;
  }
}

/** Reads every page: damage is better found now than in the middle of a commit. */
function checkWhole(database: DatabaseSync): void {
  const found = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
  if (found !== 'ok') throw new DamagedRow(String(found));
}

function inTransaction(database: DatabaseSync, run: () => void): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    run();
    database.exec('COMMIT');
  } catch (error) {
    // A full disk may have ended it already.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

function pragma(database: DatabaseSync, name: 'user_version' | 'freelist_count'): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()?.[name] ?? 0);
}

function holderIn(database: DatabaseSync): string {
  return String(database.prepare('SELECT holder FROM holder').get()?.['holder'] ?? '');
}

async function heldIn(folder: string): Promise<Refused> {
  const reading = await readLedger(folder);
  const who = reading.kind === 'read' ? reading.holder : 'another process';
  return { kind: 'refused', why: 'held', reason: `${who} is writing in ${folder}. End it, or take another folder` };
}

function refuseNewer(database: DatabaseSync, path: string, known: number): void {
  const version = pragma(database, 'user_version');
  if (version <= known) return;
  const versions = `version ${version}, and this program knows up to ${known}`;
  const wayOut = 'Install that again, or move the file away';
  throw new Refusing('newer', `${path} was written by a newer NIM Glance (${versions}). ${wayOut}`);
}
