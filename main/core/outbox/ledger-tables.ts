import type { LedgerCounts, PossibleDuplicate } from '../model/ledger.ts';
import {
  MOST_DUPLICATES,
  type AccountKey,
  type Changes,
  type RequestRecord,
  type StoredLedger,
} from './outbox-store.ts';
import { DamagedRow } from './sqlite-errors.ts';

type SqlValue = string | number | bigint | Uint8Array | null;
type Row = Readonly<Record<string, SqlValue>>;

interface SqlStatement {
  run(...values: SqlValue[]): unknown;
  get(...values: SqlValue[]): Row | undefined;
  all(...values: SqlValue[]): Row[];
}

/** The part of `node:sqlite` that is used here. */
export interface SqlDatabase {
  prepare(sql: string): SqlStatement;
}

/** Reads and writes the tables of `ledger-schema.ts`. Transactions and what fails are the caller's. */
export class LedgerTables {
  readonly #database: SqlDatabase;
  readonly #crc32: (data: string | Uint8Array) => number;
  readonly #statements = new Map<string, SqlStatement>();

  constructor(database: SqlDatabase, crc32: (data: string | Uint8Array) => number) {
    this.#database = database;
    this.#crc32 = crc32;
  }

  /** Throws `DamagedRow`, but for baselines: what they lose is one interval, and is said. */
  load(): StoredLedger {
    const notices: string[] = [];
    const duplicates = this.#all('SELECT id, duplicate, crc FROM duplicates ORDER BY id');
    return {
      targets: this.#targets(notices),
      requests: this.#all('SELECT record, crc FROM requests ORDER BY id').map(
        (row) => JSON.parse(this.#checked(row, 'record')) as RequestRecord,
      ),
      counts: this.#all('SELECT destination, box, counts, crc FROM accounts').map((row) => ({
        ...accountOf(row),
        counts: JSON.parse(this.#checked(row, 'counts')) as LedgerCounts,
      })),
      carries: this.#all('SELECT destination, box, carries, crc FROM carries').map((row) => ({
        ...accountOf(row),
        carries: this.#checked(row, 'carries'),
      })),
      duplicates: duplicates.map((row) => JSON.parse(this.#checked(row, 'duplicate')) as PossibleDuplicate),
      duplicatesEver: Number(duplicates[duplicates.length - 1]?.['id'] ?? 0),
      notices,
    };
  }

  body(id: number): Uint8Array | undefined {
    const row = this.#statement('SELECT body, crc FROM bodies WHERE id = ?').get(id);
    return row !== undefined && this.#isWhole(row, 'body') ? bytesOf(row['body']) : undefined;
  }

  /** Within a transaction of the caller. */
  write(changes: Changes): void {
    for (const target of changes.targets) this.#writeTarget(target);
    for (const { record, body } of changes.inserted) {
      this.#writeRequest(record);
      this.#run('INSERT INTO bodies VALUES (?, ?, ?)', record.id, body, this.#crc32(body));
    }
    for (const record of changes.updated) this.#writeRequest(record);
    for (const id of changes.removed) {
      this.#run('DELETE FROM requests WHERE id = ?', id);
      this.#run('DELETE FROM bodies WHERE id = ?', id);
    }
    for (const { counts, ...key } of changes.counts) {
      this.#writeAccount('accounts', key, counts === undefined ? undefined : JSON.stringify(counts));
    }
    for (const { carries, ...key } of changes.carries) this.#writeAccount('carries', key, carries);
    for (const duplicate of changes.duplicates) this.#writeDuplicate(JSON.stringify(duplicate));
  }

  #writeTarget({ target, layout, numbers, forwarding }: Changes['targets'][number]): void {
    if (layout !== undefined) this.#sealed('INSERT OR REPLACE INTO layouts VALUES (?, ?, ?)', target, layout);
    if (numbers !== undefined) {
      const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
      this.#sealed('INSERT OR REPLACE INTO numbers VALUES (?, ?, ?)', target, bytes);
    }
    if (forwarding !== undefined)
      this.#sealed('INSERT OR REPLACE INTO forwarding VALUES (?, ?, ?)', target, forwarding);
  }

  #writeRequest(record: RequestRecord): void {
    this.#sealed('INSERT OR REPLACE INTO requests VALUES (?, ?, ?)', record.id, JSON.stringify(record));
  }

  #writeAccount(table: 'accounts' | 'carries', { destination, box }: AccountKey, text: string | undefined): void {
    if (text === undefined) this.#run(`DELETE FROM ${table} WHERE destination = ? AND box = ?`, destination, box);
    else this.#run(`INSERT OR REPLACE INTO ${table} VALUES (?, ?, ?, ?)`, destination, box, text, this.#crc32(text));
  }

  /** Ids grow by one, so the last one tells how many there have been. */
  #writeDuplicate(text: string): void {
    this.#run('INSERT INTO duplicates (duplicate, crc) VALUES (?, ?)', text, this.#crc32(text));
    this.#run('DELETE FROM duplicates WHERE id <= (SELECT max(id) FROM duplicates) - ?', MOST_DUPLICATES);
  }

  #targets(notices: string[]): StoredLedger['targets'] {
    const layouts = this.#texts('SELECT target, layout, crc FROM layouts', 'layout');
    const memories = this.#texts('SELECT target, forwarding, crc FROM forwarding', 'forwarding');
    const numbers = new Map<string, Float64Array>();
    for (const row of this.#all('SELECT target, numbers, crc FROM numbers')) {
      if (this.#isWhole(row, 'numbers'))
        numbers.set(String(row['target']), new Float64Array(bytesOf(row['numbers']).slice().buffer));
    }
    const names = new Set([...layouts.keys(), ...memories.keys()]);
    return Array.from(names, (target) => {
      const packed = { layout: layouts.get(target) ?? '', numbers: numbers.get(target) };
      const whole = packed.layout !== '' && packed.numbers !== undefined;
      if (!whole && layouts.has(target)) {
        notices.push(`What was remembered of ${target} is damaged; counting starts anew there.`);
      }
      const { layout, numbers: values = new Float64Array() } = whole ? packed : { layout: '' };
      return { target, layout, numbers: values, forwarding: memories.get(target) ?? '' };
    });
  }

  /** By target; an empty text stands for a damaged one. */
  #texts(sql: string, column: string): Map<string, string> {
    return new Map(
      this.#all(sql).map((row) => [String(row['target']), this.#isWhole(row, column) ? String(row[column]) : '']),
    );
  }

  #checked(row: Row, column: string): string {
    if (!this.#isWhole(row, column)) throw new DamagedRow(`a row of ${column} is not as it was written`);
    return String(row[column]);
  }

  #isWhole(row: Row, column: string): boolean {
    const value = row[column];
    const isData = typeof value === 'string' || value instanceof Uint8Array;
    return isData && this.#crc32(value) === row['crc'];
  }

  #all(sql: string): Row[] {
    return this.#statement(sql).all();
  }

  #run(sql: string, ...values: SqlValue[]): void {
    this.#statement(sql).run(...values);
  }

  /** The value in the second place, its CRC in the third. */
  #sealed(sql: string, key: string | number, value: string | Uint8Array): void {
    this.#run(sql, key, value, this.#crc32(value));
  }

  #statement(sql: string): SqlStatement {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

function accountOf(row: Row): AccountKey {
  return { destination: String(row['destination']), box: String(row['box']) };
}

function bytesOf(value: SqlValue | undefined): Uint8Array {
  return value instanceof Uint8Array ? value : new Uint8Array();
}
