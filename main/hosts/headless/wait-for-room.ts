import type { openState } from '../../app/open-state.ts';

type Opened = Awaited<ReturnType<typeof openState>>;

/** Between two tries, ms. */
export const RETRY_MS = 5_000;

/** What the wait needs from outside. */
export interface RoomWait {
  readonly open: () => Promise<Opened>;
  /** How long it may wait, ms; Infinity: until there is room. */
  readonly forMs: number;
  readonly pause: (ms: number) => Promise<unknown>;
  readonly tell: (line: string) => void;
}

/**
 * Opens the ledger; on a full disk as soon as that has room, for a program that nobody watches must not need anybody to
 * start it again. Says once that it waits, and once that this is over. Any other refusal is final, also while it waits.
 */
export async function openWithRoom({ open, forMs, pause, tell }: RoomWait): Promise<Opened> {
  const first = await open();
  if (!isFull(first)) return first;
  tell(`${first.reason}. Nothing is scraped until there is room; this is tried every ${String(RETRY_MS / 1000)} s`);
  let last: Opened = first;
  for (let waitedMs = 0; waitedMs < forMs && isFull(last); waitedMs += RETRY_MS) {
    await pause(RETRY_MS);
    last = await open();
  }
  if (last.kind === 'opened') tell('the disk has room again');
  return last;
}

function isFull(opened: Opened): opened is Opened & { readonly kind: 'refused' } {
  return opened.kind === 'refused' && opened.why === 'full';
}
