import type { FamilyPreset } from './destination.ts';

/** What the configuration says of what concerns all boxes. */
export interface SettingsView {
  /** The file that the screen and the command line share; null: nothing is kept, it was started with an address alone. */
  readonly path: string | null;
  /** Why the values cannot be changed one by one, in words; empty where they can. */
  readonly locked: string;
  /** How often a target is asked, ms, where the file does not say it of the target itself. */
  readonly scrapeIntervalMs: number;
  /** How many targets the file gives an interval of their own. */
  readonly ownIntervals: number;
  /** OTLP base URL; empty when none is set. */
  readonly endpoint: string;
  readonly families: FamilyPreset;
  /** Whether the quantiles that a summary estimates itself are sent as gauges. */
  readonly summaryQuantiles: boolean;
  /** The configuration as a text. Tokens and passwords in it are replaced by `<secret-1>`, `<secret-2>` and so on. */
  readonly text: string;
  /** Another number after each change, whoever made it. */
  readonly revision: number;
}

/** What is changed; what is absent stays as it is. */
export interface SettingsChange {
  readonly scrapeIntervalMs?: number | undefined;
  readonly families?: FamilyPreset | undefined;
  readonly summaryQuantiles?: boolean | undefined;
}
