import { hostname } from 'node:os';
import type { Ports } from '../../app/ports.ts';
import { systemClock } from '../../app/system-clock.ts';
import { keychain } from './keychain-process.ts';

/** What a plain Node process lends. */
export const headlessPorts: Ports = {
  clock: systemClock,
  random: Math.random,
  computerName: hostname(),
  environment: process.env,
  secrets: keychain,
};
