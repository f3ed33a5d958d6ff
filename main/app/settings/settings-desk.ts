import { isCollection, parseDocument } from 'yaml';
import type { FieldProblem, Outcome, SettingsText } from '../../../preload/contract/api.ts';
import type { SettingsChange, SettingsView } from '../../../preload/contract/settings.ts';
import { readDuration } from '../config/quantities.ts';
import { DEFAULT_INTERVAL_MS } from '../config/read-own-form.ts';
import { setFamilies, setScrapeInterval, setSummaryQuantiles } from './edits.ts';
import { maskSecrets, type RestoredText } from './masked-text.ts';
import type { SettingsBook } from './settings-book.ts';

/** Where no configuration can be changed. */
const NOTHING: SettingsView = {
  path: null,
  locked: 'This was started without settings that could be changed',
  scrapeIntervalMs: DEFAULT_INTERVAL_MS,
  ownIntervals: 0,
  endpoint: '',
  families: 'default',
  summaryQuantiles: false,
  text: '',
  revision: 0,
};

/** A NIM computes its numbers each second or less often. */
const SHORTEST_INTERVAL_MS = 1_000;
const LONGEST_INTERVAL_MS = 3_600_000;

/** In which part of the file a field stands: a problem may be with its neighbour. */
const FIELDS = {
  scrapeIntervalMs: ['global'],
  families: ['forward', 'families'],
  summaryQuantiles: ['forward', 'summary_quantiles'],
} as const;

/** Answers what a screen asks about what concerns all boxes. */
export class SettingsDesk {
  readonly #book: SettingsBook | undefined;

  constructor(book: SettingsBook | undefined) {
    this.#book = book;
  }

  settings(): SettingsView {
    const book = this.#book;
    if (book === undefined) return NOTHING;
    const { path, locked, revision, configuration, readText } = book;
    const { forward, targets } = configuration;
    const scrapeIntervalMs = globalInterval(readText) ?? DEFAULT_INTERVAL_MS;
    return {
      ...{ path, locked, revision, scrapeIntervalMs },
      ownIntervals: targets.filter((target) => target.scrapeIntervalMs !== scrapeIntervalMs).length,
      endpoint: forward.endpoint ?? '',
      families: forward.families.preset,
      summaryQuantiles: forward.summaryQuantiles,
      text: maskSecrets(readText).text,
    };
  }

  change(change: SettingsChange): Outcome {
    const book = this.#book;
    if (book === undefined) return refused([{ field: null, message: NOTHING.locked }]);
    const { scrapeIntervalMs, families, summaryQuantiles } = change;
    if (scrapeIntervalMs !== undefined && !isInterval(scrapeIntervalMs)) {
      return refused([{ field: 'scrapeIntervalMs', message: 'Enter a time from 1 second to 1 hour' }]);
    }
    const { include, exclude } = book.configuration.forward.families;
    const problems = book.change((document) => {
      if (scrapeIntervalMs !== undefined) setScrapeInterval(document, scrapeIntervalMs);
      if (families !== undefined) setFamilies(document, { preset: families, include, exclude });
      if (summaryQuantiles !== undefined) setSummaryQuantiles(document, summaryQuantiles);
    }, FIELDS);
    return refused(problems);
  }

  replace({ text, revision }: SettingsText): Outcome {
    const book = this.#book;
    if (book === undefined) return refused([{ field: null, message: NOTHING.locked }]);
    const restored = maskSecrets(book.readText).restore(text);
    const wrong = markerProblem(restored);
    if (wrong !== undefined && revision === book.revision) return refused([{ field: null, message: wrong }]);
    const problems = book.replace(restored.text, revision);
    return refused(problems.map((problem) => ({ ...problem, field: seenField(problem, restored.lineSeen) })));
  }
}

function isInterval(ms: number): boolean {
  return ms >= SHORTEST_INTERVAL_MS && ms <= LONGEST_INTERVAL_MS && Number.isInteger(ms);
}

function refused(problems: readonly FieldProblem[]): Outcome {
  return problems.length === 0 ? { ok: true } : { ok: false, problems };
}

function markerProblem({ unknown, exposed }: RestoredText): string | undefined {
  if (unknown[0] !== undefined) return `There is no ${unknown[0]}: write the secret itself`;
  return exposed[0] === undefined ? undefined : `${exposed[0]} would be seen there: it stands for a secret`;
}

function seenField({ field }: FieldProblem, lineSeen: (line: number) => number): string | null {
  const line = /^line (\d+)$/.exec(field ?? '')?.[1];
  return line === undefined ? field : `line ${String(lineSeen(Number(line)))}`;
}

/** Undefined where the file says nothing of it. */
function globalInterval(text: string): number | undefined {
  const { contents } = parseDocument(text, { schema: 'failsafe', uniqueKeys: false });
  const said = isCollection(contents) ? contents.getIn(['global', 'scrape_interval']) : undefined;
  return typeof said === 'string' ? readDuration(said) : undefined;
}
