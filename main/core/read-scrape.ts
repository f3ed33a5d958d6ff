import { processStartOf } from './delta/process-start.ts';
import type { RawExposition } from './model/exposition.ts';
import type { Exposition } from './model/family.ts';
import type { TargetSettings } from './model/target-settings.ts';
import { formatOf } from './parse/format-of.ts';
import { groupFamilies } from './parse/group-families.ts';
import { readExposition } from './parse/read-exposition.ts';
import { relabelExposition } from './relabel/relabel-exposition.ts';
import { limitProblem, lineProblem } from './scrape/check-limits.ts';
import { parseProblem } from './scrape/parse-problem.ts';
import type { ReportedSamples } from './scrape/scrape-report.ts';

/** A scrape that can be counted, or in words why it cannot: then nothing of it is used. */
export type ReadScrape =
  | {
      readonly kind: 'read';
      readonly exposition: Exposition;
      /** `process_start_time_seconds`, as the target itself tells it. */
      readonly startSeconds: number | undefined;
      readonly samples: ReportedSamples;
    }
  | {
      readonly kind: 'refused';
      readonly reason: string;
      /** What had been read when a limit refused it. */
      readonly samples: ReportedSamples | undefined;
    };

/** Bytes → families under their final names and labels: parse, relabel, limits, group. Never throws. */
export function readScrape(
  body: Uint8Array,
  contentType: string,
  settings: TargetSettings,
  md5: (text: string) => Uint8Array,
): ReadScrape {
  const tooLong = lineProblem(body);
  if (tooLong !== undefined) return { kind: 'refused', reason: tooLong, samples: undefined };
  const raw = readExposition(body, { format: formatOf(contentType), strict: false });
  const unusable = parseProblem(raw);
  if (unusable !== undefined) return { kind: 'refused', reason: unusable, samples: undefined };
  const { labels, honorLabels, honorTimestamps, metricRelabel: rules, limits } = settings;
  const relabelled = relabelExposition(raw, { labels, honorLabels, honorTimestamps, rules, md5 });
  const samples = { scraped: countSamples(raw), relabelled };
  const beyond = limitProblem(relabelled, limits);
  if (beyond !== undefined) return { kind: 'refused', reason: beyond, samples };
  const startSeconds = processStartOf(raw.families);
  return { kind: 'read', exposition: groupFamilies(relabelled), startSeconds, samples };
}

function countSamples({ families }: RawExposition): number {
  return families.reduce((sum, { samples }) => sum + samples.length, 0);
}
