import { spawnSync } from 'node:child_process';
import { closeSync, cpSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const SIZE = '64m';
const PIECE = Buffer.alloc(64 * 1024);

/** A disk so small that it can be filled: a tmpfs, in a mount namespace that build/torture.mjs has made for this run. */
export interface SmallDisk {
  fill(): void;
  free(): void;
  /** Whoever looks for a mistake finds there what was on it. */
  unmount(copy: string): void;
}

/** Mounts it on the folder. Returns a sentence instead where that is not possible. */
export function mountSmallDisk(folder: string): SmallDisk | string {
  // Without a namespace of our own this would be a mount of the whole computer.
  if (process.env['NIM_GLANCE_OWN_MOUNTS'] !== '1') return 'no mount namespace of its own (unshare -rm)';
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', folder], { encoding: 'utf8' });
  if (mounted.status !== 0) return `no tmpfs can be mounted: ${mounted.stderr.trim()}`;
  const filler = join(folder, 'filler');
  return {
    fill: () => fill(filler),
    free: () => rmSync(filler, { force: true }),
    unmount: (copy) => {
      rmSync(filler, { force: true });
      cpSync(folder, copy, { recursive: true });
      spawnSync('umount', [folder]);
    },
  };
}

/** To the last byte: pieces first, then single bytes. */
function fill(file: string): void {
  const descriptor = openSync(file, 'a');
  try {
    for (let size = PIECE.length; size >= 1; size >>= 4) {
      while (hasRoomFor(descriptor, PIECE.subarray(0, size)));
    }
  } finally {
    closeSync(descriptor);
  }
}

function hasRoomFor(descriptor: number, piece: Buffer): boolean {
  try {
    return writeSync(descriptor, piece) === piece.length;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false;
    throw error;
  }
}
