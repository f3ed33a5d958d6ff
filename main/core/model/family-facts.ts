import type { Family } from './family.ts';

/** What a target tells of one metric, under the name that it is sent by. */
export interface FamilyFacts {
  readonly name: string;
  readonly type: Family['type'];
  /** The `# HELP` text; empty when there is none. */
  readonly help: string;
  readonly series: number;
  /** How many points of it go out with each scrape, while nothing restarts and nothing is missed. */
  readonly points: number;
}

/** All that one target told in its last good scrape; no families before the first. */
export interface TargetFamilies {
  /** Between two scrapes, ms. */
  readonly intervalMs: number;
  readonly families: readonly FamilyFacts[];
}
