import type { RawExposition } from '../model/exposition.ts';
import type { Family } from '../model/family.ts';
import type { Labels } from '../model/sample.ts';
import { seriesKey } from '../model/series-key.ts';

/** What a scrape came to, in the numbers of Prometheus' report. */
export interface ScrapeFacts {
  /** The target's labels. */
  readonly labels: Labels;
  readonly up: boolean;
  readonly durationMs: number;
  /** Samples in the text; 0 when there was none to read. */
  readonly samplesScraped: number;
  /** Samples that relabelling left. */
  readonly samplesKept: number;
  /** Series that the previous good scrape did not have. */
  readonly seriesAdded: number;
}

/** The samples of a scrape that was read: how many there were, and what relabelling left of them. */
export interface ReportedSamples {
  readonly scraped: number;
  readonly relabelled: RawExposition;
}

/**
 * The gauges that Prometheus itself writes for each scrape, under the labels of the target alone:
 * no `metric_relabel_configs` and no limit touches them (`report` in its scrape package).
 */
export function scrapeReport(facts: ScrapeFacts): readonly Family[] {
  const gauge = (name: string, help: string, value: number, unit = ''): Family => ({
    name,
    help,
    unit,
    type: 'gauge',
    series: [{ labels: facts.labels, value, timestampMs: undefined, createdMs: undefined }],
  });
  return [
    gauge('up', 'Whether the scrape was good: 1, or 0', facts.up ? 1 : 0),
    gauge('scrape_duration_seconds', 'How long the scrape took', facts.durationMs / 1000, 'seconds'),
    gauge('scrape_samples_scraped', 'Samples that the target exposed', facts.samplesScraped),
    gauge('scrape_samples_post_metric_relabeling', 'Samples that relabelling left', facts.samplesKept),
    gauge('scrape_series_added', 'Series that were not there in the scrape before', facts.seriesAdded),
  ];
}

/** Writes the reports of one target, and remembers which series its last good scrape had. */
export class ScrapeReporter {
  readonly #labels: Labels;
  #known: ReadonlySet<string> = new Set();

  constructor(labels: Labels) {
    this.#labels = labels;
  }

  /** After a good scrape. As in Prometheus, a failed one before it does not make its series new. */
  good({ scraped, relabelled }: ReportedSamples, durationMs: number): readonly Family[] {
    const before = this.#known;
    this.#known = seriesOf(relabelled);
    let seriesAdded = 0;
    for (const key of this.#known) if (!before.has(key)) seriesAdded += 1;
    const facts = { up: true, durationMs, samplesScraped: scraped, samplesKept: countOf(relabelled), seriesAdded };
    return scrapeReport({ labels: this.#labels, ...facts });
  }

  /**
   * After a failed scrape: zeros. Where a limit refused samples that had been read, Prometheus still counts these;
   * `samples` are then to be given. None of them became a series.
   */
  failed(durationMs: number, samples?: ReportedSamples): readonly Family[] {
    const samplesScraped = samples?.scraped ?? 0;
    const samplesKept = samples === undefined ? 0 : countOf(samples.relabelled);
    const facts = { up: false, durationMs, samplesScraped, samplesKept, seriesAdded: 0 };
    return scrapeReport({ labels: this.#labels, ...facts });
  }
}

function seriesOf({ families }: RawExposition): ReadonlySet<string> {
  return new Set(families.flatMap(({ samples }) => samples.map(({ sample }) => seriesKey(sample.name, sample.labels))));
}

function countOf({ families }: RawExposition): number {
  return families.reduce((sum, { samples }) => sum + samples.length, 0);
}
