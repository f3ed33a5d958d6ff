import { createHash } from 'node:crypto';
import { beginsAtZero } from '../../main/app/dialects/catalog.ts';
import { DEFAULT_MAX_GAP_MS, DEFAULT_MAX_STALENESS_MS, trackTarget } from '../../main/core/delta/track-target.ts';
import type { TargetBaselines } from '../../main/core/model/baselines.ts';
import type { RelabelRule } from '../../main/core/model/relabel-rule.ts';
import type { TargetSettings } from '../../main/core/model/target-settings.ts';
import { encodeRequests, type UnitOf } from '../../main/core/otlp/encode-request.ts';
import { readScrape } from '../../main/core/read-scrape.ts';
import { httpGet } from '../../main/core/scrape/http-get.ts';
import { TargetReader } from '../../main/core/scrape/scrape-target.ts';
import { loadOtlpSchema } from '../../main/demo/strict-sink/otlp-schema.ts';
import { rowGroups, type RowGroup } from './rows.ts';

/** What a scenario sets of its target. */
export interface ScenarioSettings {
  readonly honorLabels?: boolean;
  readonly honorTimestamps?: boolean;
  readonly metricRelabel?: readonly RelabelRule[];
}

const STEP_MS = 2_000;
const schema = loadOtlpSchema();
const md5 = (text: string): Uint8Array => createHash('md5').update(text).digest();

/**
 * Scrapes a scripted target `times` times through all our stages, and reads back the bytes that would be sent.
 * `tick` moves the one clock of target and monitor, `unitOf` is the catalogue's.
 */
export async function ourPoints(
  settings: TargetSettings,
  times: number,
  clock: { readonly nowMs: () => number; readonly tick: (ms: number) => void },
  unitOf: UnitOf,
): Promise<readonly RowGroup[]> {
  const reader = new TargetReader(settings, httpGet);
  const scrapedAt: number[] = [];
  const bodies: Uint8Array[] = [];
  let baselines: TargetBaselines | undefined;
  for (let turn = 0; turn < times; turn += 1) {
    clock.tick(STEP_MS);
    const observedMs = clock.nowMs();
    scrapedAt.push(observedMs);
    const result = await reader.scrape();
    if (result.kind === 'failed') continue;
    const read = readScrape(result.body, result.contentType, settings, md5);
    if (read.kind === 'refused') throw new Error(read.reason);
    const { exposition, startSeconds } = read;
    const delta = trackTarget(baselines, { exposition, startSeconds, observedMs, dateMs: result.dateMs }, RULES);
    baselines = delta.baselines;
    const { requests } = encodeRequests(delta.points, { ...settings }, unitOf);
    bodies.push(...requests.map(({ body }) => body));
  }
  reader.close();
  const timeOf = (ms: number): number | string => (scrapedAt.includes(ms) ? scrapedAt.indexOf(ms) + 1 : `${ms} ms`);
  return bodies.flatMap((body) => rowGroups(schema.decodeRequest(body) ?? {}, timeOf));
}

const RULES = {
  beginsAtZero,
  maxGapMs: DEFAULT_MAX_GAP_MS,
  maxStalenessMs: DEFAULT_MAX_STALENESS_MS,
  identity: '',
  summaryQuantiles: false,
  onGap: 'sum',
  intervalMs: STEP_MS,
} as const;

/** The settings of a scripted target: `job` is the scenario, `instance` the recorded one. */
export function scriptedSettings(
  scenario: string,
  port: number,
  instance: string,
  extra: ScenarioSettings,
): TargetSettings {
  return {
    address: { scheme: 'http', host: '127.0.0.1', port, path: `/ours/${scenario}` },
    via: undefined,
    params: [],
    box: 'spark',
    labels: [['instance', instance], ['job', scenario]],
    scrapeIntervalMs: STEP_MS,
    scrapeTimeoutMs: STEP_MS,
    honorLabels: extra.honorLabels ?? false,
    honorTimestamps: extra.honorTimestamps ?? true,
    metricRelabel: extra.metricRelabel ?? [],
    http: {
      authorization: undefined,
      headers: [],
      tls: { ca: undefined, cert: undefined, key: undefined, serverName: undefined, insecureSkipVerify: false, minVersion: undefined },
      proxy: { kind: 'none' },
      followRedirects: true,
    },
    limits: { bodySize: 0, samples: 0, labels: 0, labelNameLength: 0, labelValueLength: 0 },
  }; // prettier-ignore
}
