import type { CaseKind } from './readers.ts';

/** What the worker is started with. */
export interface WorkerInput {
  readonly seed: number;
  readonly seconds: number;
  /** A head of `HEAD_NUMBERS` numbers, then the case: what the worker is at, to be seen from outside when it hangs. */
  readonly shared: SharedArrayBuffer;
}

/** In the head of the shared memory: which case, its length, and which reader has it. */
export const HEAD = { case: 0, length: 1, reader: 2 } as const;
export const HEAD_NUMBERS = 3;

/** A case that broke a rule. */
export interface Found {
  readonly what: 'throw' | 'outlier';
  readonly reader: string;
  readonly kind: CaseKind;
  readonly words: string;
  readonly body: Uint8Array;
}

/** What the worker tells. */
export type WorkerMessage =
  | { readonly type: 'progress' | 'done'; readonly cases: number; readonly bytes: number }
  | { readonly type: 'found'; readonly found: Found };
