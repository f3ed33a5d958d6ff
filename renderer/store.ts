import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { MonitorApi } from '../preload/contract/api.ts';
import type { Snapshot } from '../preload/contract/view.ts';

const last = signal<Snapshot | null>(null);

/** The newest snapshot, replaced whole; null until the first one came. */
export const snapshot: ReadonlySignal<Snapshot | null> = last;

/** Keeps the store up to date from the monitor. */
export function connectStore(api: MonitorApi): void {
  api.on('snapshot', (value) => {
    last.value = value;
  });
  void api.snapshot(undefined).then((value) => {
    last.value ??= value;
  });
}
