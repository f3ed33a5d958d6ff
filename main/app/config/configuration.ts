import type { TargetSettings } from '../../core/model/target-settings.ts';
import type { RuleChoice } from '../alert-rules/rule-choices.ts';
import type { ConfigProblem } from './config-problem.ts';

/** A configuration file, read, checked and resolved. */
export interface Configuration {
  /** Our own form (Prometheus' keys, `forward:`, `boxes:`), or that of an OpenTelemetry Collector. */
  readonly form: 'nim-glance' | 'collector';
  readonly targets: readonly TargetSettings[];
  /** Boxes that `boxes:` names; the names of all others are taken from their host, or are this computer's. */
  readonly namedBoxes: readonly string[];
  readonly forward: ForwardSettings;
  /** What differs from the product's own alert rules; none of it has a problem. */
  readonly alerts: readonly RuleChoice[];
  /** How long a series may be silent before its baseline is forgotten, ms; undefined leaves the default. */
  readonly maxStalenessMs: number | undefined;
  /** What was accepted but does not do what it may be expected to do, each as `FILE:LINE:COLUMN: words`. */
  readonly warnings: readonly string[];
}

/** Where the metrics go, and which. */
export interface ForwardSettings {
  /** OTLP base URL; undefined: the file names no destination. */
  readonly endpoint: string | undefined;
  /** Only from the header of a Collector's exporter; never printed. */
  readonly token: string | undefined;
  /** Names of the boxes that are forwarded. */
  readonly boxes: 'all' | readonly string[];
  readonly families: FamilyChoice;
  /** Whether the quantiles that a summary estimates itself are sent as gauges. */
  readonly summaryQuantiles: boolean;
}

/** Which families are sent: the preset, and `include`, without `exclude`. */
export interface FamilyChoice {
  /** `default`: all but the exporters' own noise; `dashboards`: what Dynatrace's page lists. */
  readonly preset: 'default' | 'dashboards' | 'everything';
  /** Exact names or RE2 patterns, anchored. */
  readonly include: readonly string[];
  /** Exact names or RE2 patterns, anchored; these win. */
  readonly exclude: readonly string[];
}

export type ConfigurationResult =
  | {
      readonly ok: true;
      readonly configuration: Configuration;
      /** What was read: the text itself, or what it was taken for where it had lost its indentation. */
      readonly text: string;
    }
  | { readonly ok: false; readonly errors: readonly ConfigProblem[] };
