import { homedir } from 'node:os';
import type { Configuration, ForwardSettings } from '../../app/config/configuration.ts';
import { printDuration } from '../../app/config/quantities.ts';
import { usualSettingsFile } from '../../app/settings/open-settings.ts';
import { readConfigurationFile } from './configuration-file.ts';
import { plain } from './plain.ts';
import { UsageError } from './usage-error.ts';

/** Where the command writes: the process itself. */
export interface CheckConfigIo {
  readonly stdout: Output;
  readonly stderr: Output;
}

interface Output {
  readonly write: (text: string) => unknown;
}

/** `nim-glance check-config FILE`: 0 with a summary, or 1 with each error as `FILE:LINE:COLUMN: message`. */
export async function checkConfigCommand(file: string | undefined, io: CheckConfigIo): Promise<number> {
  if (file === undefined) throw new UsageError(`check-config needs a file, for example ${exampleFile()}`);
  const result = await readConfigurationFile(file);
  if (!result.ok) {
    for (const error of result.errors) io.stderr.write(`${plain(error)}\n`);
    return 1;
  }
  for (const line of summaryOf(file, result.configuration)) io.stdout.write(`${plain(line)}\n`);
  return 0;
}

function exampleFile(): string {
  return usualSettingsFile({ platform: process.platform, environment: process.env, home: homedir() });
}

function summaryOf(file: string, configuration: Configuration): readonly string[] {
  const { form, targets, forward, warnings } = configuration;
  const written = form === 'collector' ? ", in the OpenTelemetry Collector's form" : '';
  return [
    `${file} is good: ${countOf(targets.length, 'target')}${written}`,
    ...jobLines(configuration),
    ...boxLines(configuration),
    forwardLine(forward),
    ...warnings.map((warning) => `warning: ${warning}`),
  ];
}

function jobLines({ targets }: Configuration): readonly string[] {
  const jobs = groupBy(targets, ({ labels }) => labels.find(([name]) => name === 'job')?.[1] ?? '');
  return [...jobs].map(([job, members]) => {
    const intervals = new Set(members.map(({ scrapeIntervalMs }) => printDuration(scrapeIntervalMs)));
    return `job ${job}: ${countOf(members.length, 'target')}, every ${[...intervals].join(' or ')}`;
  });
}

function boxLines({ targets }: Configuration): readonly string[] {
  const boxes = groupBy(targets, ({ box }) => box);
  return [...boxes].map(([box, members]) => {
    const urls = members.map(({ address }) => {
      const { scheme, host, port, path } = address;
      return `${scheme}://${host}:${String(port)}${path ?? ''}`;
    });
    const ways = [...new Set(members.flatMap(({ via }) => via ?? []))];
    return `box ${box}${ways.length === 0 ? '' : `, through ssh ${ways.join(' and ')}`}: ${urls.join(', ')}`;
  });
}

/** Never holds the token. */
function forwardLine({ endpoint, boxes, families, token }: ForwardSettings): string {
  if (endpoint === undefined) return 'forwards nowhere: the file names no endpoint';
  const which = boxes === 'all' ? 'all boxes' : boxes.join(', ');
  if (which === '') return `forwards no box to ${endpoint}`;
  const from = token === undefined ? '' : ', with the token of the file';
  return `forwards ${which} to ${endpoint}, families: ${families.preset}${from}`;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

function countOf(count: number, what: string): string {
  return `${String(count)} ${what}${count === 1 ? '' : 's'}`;
}
