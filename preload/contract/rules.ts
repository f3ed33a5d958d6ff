/** A rule as the screen lists and edits it. Times are ms. */
export interface RuleView {
  readonly id: string;
  /** For people. */
  readonly name: string;
  /** What it watches, one sentence with its numbers. */
  readonly sentence: string;
  readonly on: boolean;
  /** Whether it is the user's own; one of the product's cannot be deleted, only switched off. */
  readonly own: boolean;
  /** Whether the user has changed it. */
  readonly changed: boolean;
  readonly severity: 'warning' | 'critical';
  /** Of its first comparison; null where there is no number to set: it is so, or it is not. */
  readonly limit: RuleLimit | null;
  readonly forMs: number;
  readonly clearForMs: number;
  /** What it looks back on; null where only the newest value counts. */
  readonly windowMs: number | null;
  readonly repeatMs: number;
  /** What it means that there is nothing to measure. */
  readonly noData: 'hold' | 'clear' | 'fire';
  readonly boxes: 'all' | readonly string[];
  /** Each as `22:00-07:00`. */
  readonly quietHours: readonly string[];
}

/** What is a share from 0 to 1 for a monitor is `percent` here, 0 to 100. */
export type RuleUnit = 'percent' | 'seconds' | 'celsius' | 'number';

/** It fires on this side of `threshold`, and is over when the value is back at `clear` or better; both in `unit`. */
export interface RuleLimit {
  readonly side: 'above' | 'below';
  readonly threshold: number;
  readonly clear: number;
  readonly unit: RuleUnit;
}

/** What is changed of a rule; what is absent stays as it is. `threshold` and `clear` are in the unit of its limit. */
export interface RuleChange {
  readonly id: string;
  readonly on?: boolean | undefined;
  readonly severity?: RuleView['severity'] | undefined;
  readonly threshold?: number | undefined;
  readonly clear?: number | undefined;
  readonly forMs?: number | undefined;
  readonly clearForMs?: number | undefined;
  readonly windowMs?: number | undefined;
  readonly repeatMs?: number | undefined;
  readonly noData?: RuleView['noData'] | undefined;
  readonly boxes?: RuleView['boxes'] | undefined;
  readonly quietHours?: RuleView['quietHours'] | undefined;
}

/** When a rule would have fired over what was recorded since the program began. Times are ms since the Unix epoch. */
export interface RulePreview {
  /** What was recorded begins and ends here; null: nothing was yet. */
  readonly fromMs: number | null;
  readonly untilMs: number | null;
  /** Oldest first. */
  readonly firings: readonly PreviewedFiring[];
}

export interface PreviewedFiring {
  readonly box: string;
  /** As host:port; null where it is about the box as a whole. */
  readonly target: string | null;
  readonly firedMs: number;
  /** Null while it would still fire. */
  readonly resolvedMs: number | null;
  /** What would have been said as it fired. */
  readonly text: string;
}
