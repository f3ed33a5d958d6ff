/** Prometheus' relabel actions. Source: prometheus.io, configuration, `relabel_config`. */
export type RelabelAction =
  | 'replace'
  | 'keep'
  | 'drop'
  | 'keepequal'
  | 'dropequal'
  | 'hashmod'
  | 'labelmap'
  | 'labeldrop'
  | 'labelkeep'
  | 'lowercase'
  | 'uppercase';

/** One rule, its defaults filled in. */
export interface RelabelRule {
  readonly action: RelabelAction;
  readonly sourceLabels: readonly string[];
  /** Stands between the values of the source labels. */
  readonly separator: string;
  /** RE2 syntax, anchored at both ends. */
  readonly regex: string;
  readonly targetLabel: string;
  readonly replacement: string;
  /** For `hashmod`; 0 elsewhere. */
  readonly modulus: number;
}
