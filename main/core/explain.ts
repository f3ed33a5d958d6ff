import { conclude, known, unknown, type Conclusion } from './history/conclude.ts';
import { familiesOf, findSource, readSource } from './history/read-source.ts';
import type { ExpositionFormat, RawExposition } from './model/exposition.ts';
import type { Exposition, Family } from './model/family.ts';
import type { Point } from './model/point.ts';
import type { Signal, Source } from './model/signal.ts';
import type { TargetSettings } from './model/target-settings.ts';
import { formatOf, guessFormat } from './parse/format-of.ts';
import { groupFamilies } from './parse/group-families.ts';
import { readExposition } from './parse/read-exposition.ts';
import { httpGet, type HttpGet } from './scrape/http-get.ts';
import { TargetReader, type Health, type ScrapeResult } from './scrape/scrape-target.ts';

export { formatOf, guessFormat };

/** One text, as read and as grouped. */
export interface ReadOnce {
  readonly raw: RawExposition;
  readonly exposition: Exposition;
}

/** The first stages for one text that belongs to no watched target: nothing is relabelled, remembered or sent. */
export function readOnce(body: Uint8Array, options: { format: ExpositionFormat; strict: boolean }): ReadOnce {
  const raw = readExposition(body, options);
  return { raw, exposition: groupFamilies(raw) };
}

/** One scrape of a target that nobody watches; `through`: how one behind a tunnel is asked. */
export async function scrapeOnce(
  settings: TargetSettings,
  through: (get: HttpGet) => HttpGet = (get) => get,
): Promise<ScrapeResult> {
  const reader = new TargetReader(settings, through(httpGet));
  try {
    return await reader.scrape();
  } finally {
    reader.close();
  }
}

/** What a target that nobody watches tells about itself. */
export interface LookOnce {
  readonly scrape: ScrapeResult;
  readonly health: Health;
  /** Empty where it has none, or was not asked. */
  readonly models: readonly string[];
}

/** One scrape of it, and its health and models where something answers. `through`: as for `scrapeOnce`. */
export async function lookOnce(
  settings: TargetSettings,
  through: (get: HttpGet) => HttpGet = (get) => get,
): Promise<LookOnce> {
  const reader = new TargetReader(settings, through(httpGet));
  try {
    const scrape = await reader.scrape();
    if (scrape.kind === 'failed' && !scrape.answered) return { scrape, health: 'down', models: [] };
    const [health, models] = await Promise.all([reader.health(), reader.models()]);
    return { scrape, health, models };
  } finally {
    reader.close();
  }
}

/**
 * What one scrape alone tells of a signal. A gauge is as the screen shows it; a rate needs two scrapes, so its value
 * is the total since the process began, and quantiles and means are over all that time too.
 */
export interface SignalOnce extends Conclusion {
  readonly id: string;
  /** How it is told; null when no family of it is there. */
  readonly kind: Source['kind'] | null;
  readonly families: readonly string[];
}

export function signalsOnce(signals: readonly Signal[], families: readonly Family[]): readonly SignalOnce[] {
  const points = families.flatMap(wholePoints);
  return signals.map((signal) => {
    const source = findSource(signal, families);
    if (source === undefined) return { id: signal.id, kind: null, families: [], ...unknown('no_family') };
    const told = { id: signal.id, kind: source.kind, families: familiesOf(source, families) };
    return { ...told, ...concludeOnce(source, points) };
  });
}

function concludeOnce(source: Source, points: readonly Point[]): Conclusion {
  const reading = readSource(source, points, ({ value }) => value);
  if (reading.kind === 'unknown') return unknown(reading.why);
  return reading.kind === 'value' ? known(reading.value) : conclude(source, [reading]);
}

/** All that was counted so far, as if it had been gained at once. */
function wholePoints(family: Family): Point[] {
  const { name: metric, help: description, unit } = family;
  const base = { metric, description, unit, startMs: 0, timeMs: 0 };
  if (family.type === 'histogram') {
    return family.series.map((series) => ({ ...base, ...series, kind: 'histogram' }));
  }
  if (family.type !== 'counter') return family.series.map((series) => ({ ...base, ...series, kind: 'gauge' }));
  return family.series.flatMap((series) =>
    Number.isFinite(series.value) ? [{ ...base, ...series, kind: 'sum' }] : [],
  );
}
