export interface SaveDestination {
  /** OTLP base URL, or an address of the environment in any form. */
  readonly endpoint: string;
  /** An API token (`dt0c01.…`) or a platform token; null: the one that is stored for that address. */
  readonly token: string | null;
}

/** Where a text leads that a user typed or pasted. */
export type EndpointReading =
  | {
      readonly ok: true;
      /** OTLP base URL. */
      readonly endpoint: string;
      /** The page of Dynatrace that creates tokens for it; null where none can be told. */
      readonly tokenPage: string | null;
    }
  | { readonly ok: false; readonly reason: string };

/** One step of a test and its result, in words that never hold the token. */
export interface TestStepView {
  readonly name: 'address' | 'token' | 'ingest';
  /** `refused`: a setting is wrong. `unknown`: nobody could be asked. `skipped`: there is nothing to ask. */
  readonly verdict: 'good' | 'refused' | 'unknown' | 'skipped';
  readonly words: string;
}

/** What would be sent of a box, counted from its last scrapes. */
export interface SendPlan {
  readonly preset: FamilyPreset;
  /** Of the last good scrape of each target: those that are sent first, the largest of them first. */
  readonly families: readonly FamilyPlan[];
  /** Of what is sent, one scrape of each target. */
  readonly pointsPerScrape: number;
  /** Of 30 days, at the interval of each target. */
  readonly pointsPerMonth: number;
}

export type FamilyPreset = 'default' | 'dashboards' | 'everything';

export interface FamilyPlan {
  readonly name: string;
  readonly type: string;
  /** What the target says about it, at most 300 characters; empty where it says nothing. */
  readonly help: string;
  readonly series: number;
  /** Whether it is sent or not. */
  readonly pointsPerScrape: number;
  readonly sent: boolean;
  /** Whether it was switched by its name; otherwise the preset decides, or a pattern of the configuration. */
  readonly chosen: boolean;
}

/** The preset, and the families whose switch is moved; all others stay as they are. */
export interface FamilySwitches {
  readonly preset: FamilyPreset;
  readonly on: readonly string[];
  readonly off: readonly string[];
}
