import { DISK_FAULTS } from './disk-faults.ts';
import type { Fault } from './fault.ts';
import { NETWORK_FAULTS } from './network-faults.ts';
import { SCRAPE_FAULTS } from './scrape-faults.ts';
import { SURFACE_FAULTS } from './surface-faults.ts';
import { TIME_FAULTS } from './time-faults.ts';

/** The 66 faults of the reference: which test shows that each is survived, and what is left. */
export const FAULTS: readonly Fault[] = [
  ...SCRAPE_FAULTS,
  ...TIME_FAULTS,
  ...DISK_FAULTS,
  ...NETWORK_FAULTS,
  ...SURFACE_FAULTS,
];
