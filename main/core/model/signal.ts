/** The series of one family, or those of them whose label has one of some values. */
export interface Choice {
  readonly family: string;
  readonly where?: { readonly label: string; readonly in: readonly string[] };
}

/** How several numbers become one. */
export type Take = 'sum' | 'mean' | 'max';

interface Told {
  readonly of: Choice;
  /** Brings the values to the signal's own unit: 0.01 for percent, 1e-6 for microseconds. Default 1. */
  readonly scale?: number;
}

/** Now: a value as it stands. */
export interface GaugeSource extends Told {
  readonly kind: 'gauge';
  /** Further families whose values are added, where they are there. */
  readonly plus?: readonly string[];
  /** Values that stand for "not supported". */
  readonly ignored?: readonly number[];
  /** First step: series that agree in these labels become one number, each label only where it is there. */
  readonly within?: { readonly labels: readonly string[]; readonly take: Take };
  /** Last step, over the numbers of the first step, or over all series where there is none. */
  readonly take: Take;
}

/** What counters gain, all series added up, per second. */
export interface RateSource extends Told {
  readonly kind: 'rate';
  readonly plus?: readonly string[];
}

/** A quantile (0–1) of what histograms gained in the last 60 s, all series added up bucket by bucket. */
export interface QuantileSource extends Told {
  readonly kind: 'quantile';
  readonly quantile: number;
}

/** What counters gained in the last 60 s, divided by what others gained: a mean. */
export interface QuotientSource extends Told {
  readonly kind: 'quotient';
  readonly per: Choice;
}

/** One way in which a target may tell a signal. */
export type Source = GaugeSource | RateSource | QuantileSource | QuotientSource;

/** What the screen wants to know of a target, and which families tell it. Handed into the core by the catalogue. */
export interface Signal {
  readonly id: string;
  /** In order of preference: the first whose family is there counts, and no two are ever added. */
  readonly sources: readonly Source[];
}

/**
 * Why a signal is not known: `no_scrape` the last scrape failed; `no_family` the target tells none of the families;
 * `other_type` the family is there, but as another type; `no_difference` there is no scrape before to compare with,
 * or it is too old; `no_traffic` nothing was observed in the last 60 s; `not_a_number` all values are NaN or infinite;
 * `not_supported` all values stand for that; `unequal_bounds` histograms of different bounds cannot be added up.
 */
export type Unknown =
  | 'no_scrape'
  | 'no_family'
  | 'other_type'
  | 'no_difference'
  | 'no_traffic'
  | 'not_a_number'
  | 'not_supported'
  | 'unequal_bounds';

/** A signal's newest value, where it comes from, and its past. */
export interface SignalView {
  /** Null when it cannot be known now. Infinity: above the largest bound of the histogram. */
  readonly value: number | null;
  /** With a value of Infinity, the bound above which it lies; null where the histogram has no finite bound. */
  readonly above: number | null;
  /** Why it is null; null when it is known. */
  readonly why: Unknown | null;
  /** The families that tell it now. */
  readonly families: readonly string[];
  /** Oldest first, one entry per scrape interval; null is a gap. It goes on when other families tell it. */
  readonly history: readonly (number | null)[];
}
