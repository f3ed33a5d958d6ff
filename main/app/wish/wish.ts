/**
 * What a user may wait for. `ready`: the model can answer. `idle`: nobody asks any more. `queue_empty`: no request
 * waits. `back`: it answers again. `below`: the KV cache is below a share from 0 to 1.
 */
export type WishKind =
  { readonly kind: 'ready' | 'idle' | 'queue_empty' | 'back' } | { readonly kind: 'below'; readonly share: number };

/** "Tell me when": told once, then it is gone. Plain data, so that it survives a restart. */
export interface Wish {
  readonly box: string;
  readonly until: WishKind;
  /** When it was made, and when nobody waits for it any more, ms since the Unix epoch. */
  readonly madeMs: number;
  readonly expiresMs: number;
  /** Since when it has been so, and when that was seen last, ms since the Unix epoch; undefined while it is not. */
  readonly so: { readonly sinceMs: number; readonly seenMs: number } | undefined;
}

/** How long a wish lives, ms. */
export const WISH_LIFE_MS = 24 * 3_600_000;

export function makeWish(box: string, until: WishKind, nowMs: number): Wish {
  return { box, until, madeMs: nowMs, expiresMs: nowMs + WISH_LIFE_MS, so: undefined };
}

/** Wishes as a text, for a store. */
export function writeWishes(wishes: readonly Wish[]): string {
  return JSON.stringify(wishes);
}

/** What `writeWishes` wrote; what cannot be read is left out. How long something has been so begins anew. */
export function readWishes(text: string): readonly Wish[] {
  let stored: unknown;
  try {
    stored = JSON.parse(text);
  } catch {
    return [];
  }
  return Array.isArray(stored) ? (stored as readonly unknown[]).flatMap((value) => wishOf(value) ?? []) : [];
}

function wishOf(value: unknown): Wish | undefined {
  if (!isRecord(value)) return undefined;
  const { box, madeMs, expiresMs } = value;
  const until = kindOf(value['until']);
  if (typeof box !== 'string' || typeof madeMs !== 'number' || typeof expiresMs !== 'number') return undefined;
  return until === undefined ? undefined : { box, until, madeMs, expiresMs, so: undefined };
}

function kindOf(value: unknown): WishKind | undefined {
  if (!isRecord(value)) return undefined;
  const { kind, share } = value;
  if (kind === 'ready' || kind === 'idle' || kind === 'queue_empty' || kind === 'back') return { kind };
  return kind === 'below' && typeof share === 'number' ? { kind, share } : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
