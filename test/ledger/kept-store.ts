import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { LedgerFile } from '../../main/core/outbox/ledger-file.ts';
import { MemoryStore } from '../../main/core/outbox/memory-store.ts';
import type { OutboxStore } from '../../main/core/outbox/outbox-store.ts';

export type Kind = 'memory' | 'file';

/** What outlives a process: memory that is handed on, or a folder with SQLite's files. */
export class KeptStore {
  readonly #memory = new MemoryStore();
  readonly #kind: Kind;
  readonly #folders: string[] = [];

  constructor(kind: Kind) {
    this.#kind = kind;
  }

  /** As it was left: by a process that had closed it, or that was killed and still holds it. */
  async open(): Promise<OutboxStore> {
    if (this.#kind === 'memory') return this.#memory;
    const folder = mkdtempSync(join(memoryFolder(), 'ledger-'));
    const before = this.#folders.at(-1);
    // Of a killed process the files go on as they are; its locks end with it.
    const isKept = (path: string): boolean => !/lock|shm/.test(basename(path));
    if (before !== undefined) cpSync(before, folder, { recursive: true, filter: isKept });
    this.#folders.push(folder);
    const opened = await LedgerFile.open(folder, { holder: 'the test' });
    if (opened.kind === 'refused') throw new Error(opened.reason);
    return opened.store;
  }

  remove(): void {
    for (const folder of this.#folders) rmSync(folder, { recursive: true, force: true });
  }
}

/** Where fsync costs nothing, if there is such a place: that it is done is tested elsewhere. */
function memoryFolder(): string {
  return existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
}
