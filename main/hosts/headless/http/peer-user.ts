import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';

/** Columns of a line of /proc/net/tcp that are looked at. Source: proc_pid_net(5), Linux man-pages. */
const COLUMN = { local: 1, remote: 2, uid: 7 } as const;
const LOOPBACK = '0100007F';

/**
 * Whether the program at the other end of a connection over 127.0.0.1 runs for this user. Where the system does not tell
 * (all but Linux), true: there the arguments of a program are not open to other users, or nobody can be asked.
 */
export function isOwnUser(
  { remotePort, localPort }: Pick<Socket, 'remotePort' | 'localPort'>,
  table = readTable(),
  uid = process.getuid?.(),
): boolean {
  if (table === undefined || uid === undefined) return true;
  const [theirs, ours] = [placeOf(remotePort), placeOf(localPort)];
  return table.split('\n').some((line) => {
    const columns = line.trim().split(/\s+/);
    return columns[COLUMN.local] === theirs && columns[COLUMN.remote] === ours && columns[COLUMN.uid] === String(uid);
  });
}

function placeOf(port = 0): string {
  return `${LOOPBACK}:${port.toString(16).toUpperCase().padStart(4, '0')}`;
}

function readTable(): string | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    return readFileSync('/proc/net/tcp', 'utf8');
  } catch {
    return undefined;
  }
}
