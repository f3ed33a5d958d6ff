import { hostname } from 'node:os';
import type { Ports } from '../../app/ports.ts';
import { systemClock } from '../../app/system-clock.ts';

const NO_KEYCHAIN = 'this host has no keychain; set DT_API_TOKEN';

/** What a plain Node process lends. Its token comes from the environment alone. */
export const headlessPorts: Ports = {
  clock: systemClock,
  random: Math.random,
  computerName: hostname(),
  secrets: {
    read: () => Promise.resolve({ kind: 'unavailable', reason: NO_KEYCHAIN }),
    write: () => Promise.resolve({ kind: 'unavailable', reason: NO_KEYCHAIN }),
  },
};
