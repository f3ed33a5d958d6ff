// The network that build/own-network.mjs gives the tests, and nobody else.

import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const LINK = 'wlan0';
const HOSTS = '/etc/hosts';
const outer = process.env['NIM_GLANCE_OUTER_NETWORK'];

/** Why the network may not be cut; false where it may. */
export const noOwnNetwork =
  outer !== undefined && outer !== readlinkSync('/proc/self/ns/net')
    ? false
    : 'needs a network of its own: root, or who else may use unshare, with `ip`';

/** Of this computer, and of the machines that were added. */
const addresses = ['192.168.77.20'];

/** Other machines of this network: what each name leads to. Their ports are served by whoever binds them here. */
export function addMachines(machines: Readonly<Record<string, string>>): void {
  addresses.push(...Object.values(machines));
  joinNetwork();
  const lines = Object.entries(machines).map(([name, address]) => `${address} ${name}\n`);
  const hosts = join(tmpdir(), `nim-glance-hosts-${process.pid}`);
  writeFileSync(hosts, readFileSync(HOSTS, 'utf8') + lines.join(''));
  // In the mounts of this session alone; the file lives on without its name.
  execFileSync('mount', ['--bind', hosts, HOSTS]);
  rmSync(hosts);
}

/** For the tests that follow in the same session. */
export function forgetMachines(): void {
  if (addresses.length === 1) return;
  execFileSync('umount', [HOSTS]);
  for (const address of addresses.splice(1)) ip('address', 'delete', `${address}/24`, 'dev', LINK);
}

/** As without a cable: no link, no address, no way to any machine, and the system knows it. */
export function cutNetwork(): void {
  ip('link', 'set', LINK, 'down');
  ip('address', 'flush', 'dev', LINK);
}

export function joinNetwork(): void {
  for (const address of addresses) ip('address', 'replace', `${address}/24`, 'dev', LINK);
  ip('link', 'set', LINK, 'up');
}

function ip(...words: readonly string[]): void {
  if (noOwnNetwork !== false) throw new Error('This is the network of the whole computer.');
  execFileSync('ip', words);
}
