import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Snapshot } from '../preload/contract/view.ts';
import type { Link, Transport } from './transport/transport.ts';

const last = signal<Snapshot | null>(null);
const lastLink = signal<Link>('connecting');

/** The newest snapshot, replaced whole; null until the first one came. */
export const snapshot: ReadonlySignal<Snapshot | null> = last;

/** Whether the monitor is heard. */
export const link: ReadonlySignal<Link> = lastLink;

/** The monitor cannot be reached: what is shown is the last it told. */
export const isAway: ReadonlySignal<boolean> = computed(() => lastLink.value === 'away');

/** Keeps the store up to date from the monitor. */
export function connectStore({ api, onLink }: Transport): void {
  onLink((value) => {
    lastLink.value = value;
  });
  api.on('snapshot', (value) => {
    last.value = value;
  });
  void askFirst(api);
}

async function askFirst(api: Transport['api']): Promise<void> {
  try {
    const value = await api.snapshot(undefined);
    last.value ??= value;
  } catch {
    // The link says so, and a snapshot comes by itself once the monitor is heard.
  }
}
