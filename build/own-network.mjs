// A network of its own for a test session, which a test can cut without taking it from anybody else. Linux only.

import { spawnSync } from 'node:child_process';
import { readlinkSync } from 'node:fs';

/** The one way out, beside loopback. Both ends lie in it: nothing else is reached from there. */
const LINK = 'wlan0';
/** Of this computer; more are added by those who need them. */
const ADDRESS = '192.168.77.20/24';
const SET_UP = [
  'ip link set lo up',
  `ip link add ${LINK} type veth peer name other-end`,
  `ip address add ${ADDRESS} dev ${LINK}`,
  `ip link set ${LINK} up`,
  'ip link set other-end up',
].join(' && ');
/** Mounts of its own, too: there names may lead to other addresses. */
const UNSHARE = ['unshare', '--net', '--mount'];

/**
 * Words to put before a command, and what it must be told: by `NIM_GLANCE_OUTER_NETWORK` tests tell that they may cut the
 * network that they are in. None where the system does not allow it, as to most users but root.
 */
export function ownNetwork() {
  const [program, ...args] = [...UNSHARE, 'sh', '-c', SET_UP];
  if (spawnSync(program, args, { stdio: 'ignore' }).status !== 0) return { words: [], environment: {} };
  const words = [...UNSHARE, 'sh', '-c', `${SET_UP} && exec "$@"`, 'own-network'];
  return { words, environment: { NIM_GLANCE_OUTER_NETWORK: readlinkSync('/proc/self/ns/net') } };
}
