import { statfsSync } from 'node:fs';
import { arch, cpus, platform } from 'node:os';

/** Linux' numbers for file systems. Source: statfs(2). */
const FILE_SYSTEMS: ReadonlyMap<number, string> = new Map([
  [0xef53, 'ext4'],
  [0x9123683e, 'btrfs'],
  [0x58465342, 'xfs'],
  [0x794c7630, 'overlayfs'],
  [0x01021994, 'tmpfs, where nothing reaches a disk'],
]);

/** On what it was measured: numbers of another machine are other numbers. */
export function machineWords(): string {
  const all = cpus();
  return `${platform()} ${arch()}, ${String(all.length)} × ${all[0]?.model.trim() ?? 'unknown'}, Node ${process.version}`;
}

export function fileSystemWords(folder: string): string {
  const { type } = statfsSync(folder);
  return FILE_SYSTEMS.get(type) ?? `file system 0x${type.toString(16)}`;
}
