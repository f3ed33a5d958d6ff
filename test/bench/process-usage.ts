import { readFileSync } from 'node:fs';

/** What a process has used. */
export interface Usage {
  /** User and system time since its start, ms. */
  readonly cpuMs: number;
  /** Memory that is its alone or shared in part, as the kernel accounts it, bytes; undefined where it cannot be read. */
  readonly memoryBytes: number;
}

/** Linux has counted in these since it counts, whatever the kernel's own rate. Source: proc_pid_stat(5), sysconf(3). */
const TICK_MS = 10;
const KILOBYTE = 1_024;

/** Source: proc_pid_stat(5) fields 14 and 15, proc_pid_smaps(5) Pss. Throws where there is no such process, or no /proc. */
export function usageOf(pid: number): Usage {
  const folder = `/proc/${String(pid)}`;
  // The name stands in brackets and may hold anything.
  const stat = readFileSync(`${folder}/stat`, 'latin1').replace(/^.*\)/s, '');
  const fields = stat.trim().split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  const pss = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`${folder}/smaps_rollup`, 'latin1'))?.[1];
  return { cpuMs: ticks * TICK_MS, memoryBytes: Number(pss ?? NaN) * KILOBYTE };
}
