import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { ProtobufMetricsSerializer } from '@opentelemetry/otlp-transformer';
import { beginsAtZero, unitOf } from '../../main/app/dialects/catalog.ts';
import { trackTarget, type DeltaRules } from '../../main/core/delta/track-target.ts';
import type { Exposition } from '../../main/core/model/family.ts';
import { decodeRequest } from '../../main/core/otlp/decode-request.ts';
import { resourceMetricsOf } from '../../main/core/otlp/metric-data.ts';
import { encodeRequests } from '../../main/core/otlp/encode-request.ts';
import { groupFamilies } from '../../main/core/parse/group-families.ts';
import { readExposition } from '../../main/core/parse/read-exposition.ts';
import { readScrape } from '../../main/core/read-scrape.ts';
import { fakeSettings } from '../fakes/target-settings.ts';
import type { Work } from './rounds.ts';
import { vllmText } from './texts.ts';

/** The same texts again and again; each is ten seconds after the one before. */
const TICKS = 8;
const INTERVAL_MS = 10_000;
const BEGUN_MS = 1_732_200_000_000;
const SETTINGS = fakeSettings({ honorLabels: true });
const RULES: DeltaRules = {
  ...{ beginsAtZero, maxGapMs: 1e9, maxStalenessMs: 1e9, identity: '', summaryQuantiles: false },
  ...{ onGap: 'sum', intervalMs: INTERVAL_MS },
};
const md5 = (text: string): Uint8Array => createHash('md5').update(text).digest();

/** All that a round needs, made beforehand, and what came of it. */
export interface PipelineWorks {
  readonly works: readonly Work[];
  readonly bytes: number;
  readonly samples: number;
  /** In one scrape. */
  readonly points: number;
  /** In the bytes that each way of encoding made. */
  readonly encodedBytes: number;
  readonly serializedBytes: number;
  /** Samples that `readExposition` found in one text. */
  readonly parsed: number;
}

/** The npm parser; undefined where it is not installed. */
export type TextParser = (text: string) => unknown;

export function npmParser(): TextParser | undefined {
  try {
    const module = createRequire(import.meta.url)('parse-prometheus-text-format') as unknown;
    const candidate = typeof module === 'object' && module !== null && 'default' in module ? module.default : module;
    return typeof candidate === 'function' ? (candidate as TextParser) : undefined;
  } catch {
    return undefined;
  }
}

/** The stages on texts of that many models, and their anchors, each under its name. */
export function pipelineWorks(models: number, parser: TextParser | undefined): PipelineWorks {
  const texts = Array.from({ length: TICKS }, (_, tick) => vllmText(models, tick));
  const bodies = texts.map(({ text }) => Buffer.from(text));
  const expositions = bodies.map(parse);
  const chain = chainOf(expositions);
  const points = chain[1]?.points ?? [];
  const origin = { box: SETTINGS.box, address: SETTINGS.address, labels: SETTINGS.labels };
  const next = counter();
  const encode = () => encodeRequests(points, origin, unitOf);
  const objects = encode().requests.flatMap(({ body }) => resourceMetricsOf(decodeRequest(body)));
  const serialize = () => objects.map((object) => ProtobufMetricsSerializer.serializeRequest(object));
  const works: Work[] = [
    { name: 'parse', run: () => parse(at(bodies, next())) },
    { name: 'delta', run: () => trackAt(expositions, chain, 1 + (next() % (TICKS - 1))) },
    { name: 'read and delta', run: () => readAndTrackAt(bodies, chain, 1 + (next() % (TICKS - 1))) },
    { name: 'encode', run: encode },
    { name: 'OpenTelemetry', run: serialize },
  ];
  if (parser !== undefined) works.push({ name: 'npm', run: () => parser(at(texts, next()).text) });
  return {
    works,
    bytes: bodies[0]?.length ?? 0,
    samples: texts[0]?.samples ?? 0,
    points: points.length,
    encodedBytes: encode().requests.reduce((sum, { body }) => sum + body.length, 0),
    serializedBytes: serialize().reduce((sum, body) => sum + (body?.length ?? 0), 0),
    parsed: readExposition(at(bodies, 0), TEXT).families.reduce((sum, { samples }) => sum + samples.length, 0),
  };
}

const TEXT = { format: 'text', strict: false } as const;

function parse(body: Uint8Array): Exposition {
  return groupFamilies(readExposition(body, TEXT));
}

type Tracked = ReturnType<typeof trackTarget>;

function chainOf(expositions: readonly Exposition[]): readonly Tracked[] {
  const chain: Tracked[] = [];
  for (const tick of expositions.keys()) chain.push(trackAt(expositions, chain, tick));
  return chain;
}

function trackAt(expositions: readonly Exposition[], chain: readonly Tracked[], tick: number): Tracked {
  return track(at(expositions, tick), chain[tick - 1], tick);
}

/** What a scrape costs until there are deltas: as `trackAt`, from bytes, with relabelling and limits. */
function readAndTrackAt(bodies: readonly Uint8Array[], chain: readonly Tracked[], tick: number): Tracked {
  const read = readScrape(at(bodies, tick), 'text/plain; version=0.0.4', SETTINGS, md5);
  if (read.kind === 'refused') throw new Error(read.reason);
  return track(read.exposition, chain[tick - 1], tick);
}

function track(exposition: Exposition, before: Tracked | undefined, tick: number): Tracked {
  const observedMs = BEGUN_MS + tick * INTERVAL_MS;
  const scrape = { exposition, startSeconds: BEGUN_MS / 1000, observedMs, dateMs: undefined };
  return trackTarget(before?.baselines, scrape, RULES);
}

function counter(): () => number {
  let count = 0;
  return () => (count += 1);
}

/** Round and round. */
function at<T>(list: readonly T[], index: number): T {
  const item = list[index % list.length];
  if (item === undefined) throw new RangeError('the list is empty');
  return item;
}
