import type { Configuration } from './configuration.ts';
import { readBoxes } from './boxes.ts';
import { ignoredTopLevel, refusedTopLevel } from './prometheus-keys.ts';
import { readAlerts } from './read-alerts.ts';
import { readForward } from './read-forward.ts';
import type { ResolvePath } from './read-http.ts';
import { readGlobal, readScrapeConfigs } from './read-scrape-config.ts';
import { resolveTargets } from './resolve-targets.ts';
import type { Keys, Value } from './yaml-value.ts';

/** What a form needs to know beside its text. */
export interface FormContext {
  readonly computerName: string;
  readonly md5: (text: string) => Uint8Array;
  readonly resolvePath: ResolvePath;
  /** Whether a file that names no targets is good. */
  readonly mayLackTargets: boolean;
}

const OWN_FORM: Keys<'global' | 'scrape_configs' | 'forward' | 'boxes' | 'alerts'> = {
  of: 'the configuration',
  known: ['global', 'scrape_configs', 'forward', 'boxes', 'alerts'],
  refused: refusedTopLevel,
  ignored: ignoredTopLevel,
};

/** A NIM is watched every 10 s, as on Dynatrace's page; Prometheus' minute would be too long for a glance. */
export const DEFAULT_INTERVAL_MS = 10_000;

/**
 * Our own form: Prometheus' `global` and `scrape_configs`, with `forward`, `boxes` and `alerts`. Without a root it is what
 * an empty file means.
 */
export function readOwnForm(root: Value | undefined, context: FormContext): Omit<Configuration, 'warnings'> {
  const fields = root?.fields(OWN_FORM);
  const list = fields?.get('scrape_configs');
  if (root !== undefined && !context.mayLackTargets) requireTargets(root, list);
  const global = readGlobal(fields?.get('global'), DEFAULT_INTERVAL_MS);
  const boxes = readBoxes(fields?.get('boxes'), context.computerName);
  const jobs = readScrapeConfigs(list, global, context.resolvePath);
  const { externalLabels } = global;
  const targets = resolveTargets(jobs, { boxes, externalLabels, md5: context.md5 });
  boxes.reportUnused();
  const boxNames = targets.map(({ box }) => box);
  return {
    form: 'nim-glance',
    targets,
    namedBoxes: boxes.names,
    forward: readForward(fields?.get('forward'), boxNames),
    alerts: readAlerts(fields?.get('alerts'), boxNames),
    maxStalenessMs: undefined,
  };
}

function requireTargets(root: Value, list: Value | undefined): void {
  if (list === undefined) root.problem('scrape_configs is missing: it names the targets');
  else if (list.isList() && list.list().length === 0) list.problem('scrape_configs is empty: it names the targets');
}
