import { dialectChange } from '../dialects/detect-dialect.ts';
import { isAnswering } from '../states/box-state.ts';
import { seconds } from './amounts.ts';
import type { BoxNow, TargetNow } from './box-now.ts';
import { counted, growth, lastChange, recent, zeroForMs } from './look-back.ts';
import { SENTENCE_WORDS, type SentenceId, type SentenceValues } from './sentence-words.ts';

/** A sentence, and when it is right. */
export interface SentenceRule {
  readonly id: SentenceId;
  /** The sentence; undefined where it does not apply. */
  readonly say: (box: BoxNow) => string | undefined;
}

const MINUTE_MS = 60_000;
const GROWTH_MS = 2 * MINUTE_MS;
/** Green below, in the public dashboards. Source: the public dashboards for NIM (green, yellow, red); so are the next two. */
const CACHE_LOW = 0.6;
const HOT_DEGREES = 85;
const QUICK_BETWEEN_TOKENS = 0.1;
const CACHE_FULL = 0.9;
const SLOW_FIRST_TOKEN = 2;
/** So many tokens are read for each that is written where prompts are what takes the time. */
const LONG_PROMPTS = 4;
const FAILED_SHARE = 0.01;
const FEWEST_REQUESTS = 20;
const FAILING_MS = 5 * MINUTE_MS;
const STUCK_MS = 10 * MINUTE_MS;
const NEWS_MS = 60 * MINUTE_MS;
/** Of the time that a scrape may take. */
const SLOW_SCRAPE = 0.5;
const NOBODY_MS = 5 * MINUTE_MS;

/** The most important first: the first that applies is what is said. */
export const SENTENCE_RULES: readonly SentenceRule[] = [
  rule('my_network', ({ networkTrouble: words }) => words !== undefined && { words }),
  rule('starting', ({ targets }) => targets.every(({ state }) => state.good + state.failed === 0) && null),
  rule('credentials', (box) => {
    return whereFailing(box, ({ state }) => / answered 40[13]\b/.test(state.lastFailure));
  }),
  rule('loading', ({ targets, nowMs }) => {
    const loading = targets.find(({ state }) => state.health === 'loading');
    return loading !== undefined && { sinceMs: nowMs - (loading.past.loadingSinceMs ?? nowMs) };
  }),
  rule('down', (box) => whereFailing(box, ({ state }) => !isAnswering(state))),
  rule('no_metrics', (box) => whereFailing(box, ({ state }) => isAnswering(state))),
  rule('xid', ({ signal }) => {
    const change = lastChange(signal('xid'));
    return change !== undefined && change.agoMs <= NEWS_MS && change;
  }),
  rule('failing', ({ signal }) => {
    const failed = counted(signal('failures'), FAILING_MS);
    const ended = counted(signal('requests'), FAILING_MS);
    return ended >= FEWEST_REQUESTS && failed > FAILED_SHARE * ended && { failed, ended };
  }),
  rule(
    'token_refused',
    ({ forwarding, nowMs }) => forwarding.blockedBy === 'token' && { sinceMs: blockedMs(forwarding, nowMs) },
  ),
  rule('no_token', ({ forwarding }) => forwarding.blockedBy === 'no_token' && null),
  rule('no_destination', ({ forwarding }) => forwarding.blockedBy === 'no_destination' && null),
  rule('forwarding_stuck', ({ forwarding, nowMs }) => {
    const sinceMs = blockedMs(forwarding, nowMs);
    return forwarding.blockedBy !== undefined && sinceMs >= STUCK_MS && { sinceMs, reason: forwarding.reason };
  }),
  rule('slowed_by_heat', ({ signal }) => {
    return valueOf(signal('slowedByHeat').value) > 0 && { degrees: signal('gpuTemperature').value };
  }),
  rule('hot', ({ signal }) => {
    const degrees = signal('gpuTemperature').value;
    return degrees !== null && degrees >= HOT_DEGREES && { degrees };
  }),
  rule('preempting', (box) => {
    const { cache } = load(box);
    return cache !== null && cache >= CACHE_FULL && valueOf(box.signal('preemptions').value) > 0 && { cache };
  }),
  rule('memory_bound', (box) => {
    const { cache, waiting } = load(box);
    return cache !== null && cache >= CACHE_FULL && waiting > 0 && { cache, waiting };
  }),
  rule('batch_limit', (box) => {
    const { cache, waiting } = load(box);
    const grows = cache !== null && waiting > 0 && growth(box.signal('waiting'), GROWTH_MS) > 0;
    return grows && cache < CACHE_LOW && isFull(box) && { cache, waiting, setting: batchSetting(box.targets) };
  }),
  rule('queue_grows', ({ signal }) => {
    const waiting = signal('waiting');
    return growth(waiting, GROWTH_MS) > 0 && { from: recent(waiting, GROWTH_MS)[0] ?? 0, to: valueOf(waiting.value) };
  }),
  rule('waiting', (box) => load(box).waiting > 0 && load(box)),
  rule('cache_nearly_full', (box) => {
    const { cache } = load(box);
    return cache !== null && cache >= CACHE_FULL && { cache };
  }),
  rule('prefill_bound', (box) => {
    const firstToken = slowFirstToken(box);
    const between = box.signal('betweenTokensP95').value;
    const [tokensIn, tokensOut] = [valueOf(box.signal('tokensIn').value), valueOf(box.signal('tokensOut').value)];
    const flows = between !== null && between <= QUICK_BETWEEN_TOKENS;
    return firstToken !== undefined && flows && tokensIn >= LONG_PROMPTS * tokensOut && { firstToken };
  }),
  rule('slow_first_token', (box) => {
    const firstToken = slowFirstToken(box);
    return firstToken !== undefined && { firstToken };
  }),
  rule('dialect_changed', ({ targets, nowMs }) => {
    const changes = targets.flatMap(({ state }) => state.dialectChange ?? []);
    const news = changes.filter(({ atMs }) => nowMs - atMs <= NEWS_MS);
    const words = news.flatMap(({ before, after }) => dialectChange(before, after) ?? [])[0];
    return words !== undefined && { words };
  }),
  rule('slow_scrape', (box) => {
    const slow = box.targets.find(({ past, timeoutMs }) => (past.tookMs ?? 0) > SLOW_SCRAPE * timeoutMs);
    if (slow === undefined) return false;
    return { where: whereOf(box, slow), tookMs: slow.past.tookMs ?? 0, timeoutMs: slow.timeoutMs };
  }),
  rule('nobody_asks', (box) => {
    const sinceMs = zeroForMs(box.signal('running')) ?? 0;
    return sinceMs >= NOBODY_MS && valueOf(box.signal('requests').value) === 0 && { sinceMs };
  }),
];

function rule<Id extends SentenceId>(id: Id, find: (box: BoxNow) => SentenceValues[Id] | false): SentenceRule {
  const say = (box: BoxNow): string | undefined => {
    const values = find(box);
    return values === false ? undefined : SENTENCE_WORDS[id](values);
  };
  return { id, say };
}

function valueOf(value: number | null): number {
  return value ?? 0;
}

function load({ signal }: BoxNow): { readonly cache: number | null; readonly waiting: number } {
  return { cache: signal('kvCache').value, waiting: valueOf(signal('waiting').value) };
}

/** Whether as many requests run as may; where the most is not told, requests that wait say so. */
function isFull({ signal }: BoxNow): boolean {
  const maximum = signal('maximum').value;
  return maximum === null || valueOf(signal('running').value) >= maximum;
}

/** What its makers call the most requests at once. */
function batchSetting(targets: readonly TargetNow[]): string {
  const dialects = targets.map(({ state }) => state.dialect);
  if (dialects.includes('sglang')) return 'max_running_requests';
  return dialects.includes('triton') ? 'max_batch_size' : 'max_num_seqs';
}

/** `p95 4.2 s`, or `p95 > 10 s`, where that is slow. */
function slowFirstToken({ signal }: BoxNow): string | undefined {
  const { value, above } = signal('firstTokenP95');
  if (value === null || value <= SLOW_FIRST_TOKEN) return undefined;
  return Number.isFinite(value)
    ? `p95 ${seconds(value)}`
    : `p95 ${above === null ? 'beyond all buckets' : `> ${seconds(above)}`}`;
}

function blockedMs({ sinceMs }: BoxNow['forwarding'], nowMs: number): number {
  return Math.max(0, nowMs - (sinceMs ?? nowMs));
}

interface Failing {
  readonly where: string;
  readonly reason: string;
  readonly sinceMs: number;
}

/** The first target whose last scrape failed and that is so. */
function whereFailing(box: BoxNow, isSo: (target: TargetNow) => boolean): Failing | false {
  const failing = box.targets.find((target) => target.state.lastFailure !== '' && isSo(target));
  if (failing === undefined) return false;
  const sinceMs = Math.max(0, box.nowMs - (failing.past.failingSinceMs ?? box.nowMs));
  return { where: whereOf(box, failing), reason: failing.state.lastFailure, sinceMs };
}

/** Nothing where the box has one address only. */
function whereOf({ targets }: BoxNow, { address }: TargetNow): string {
  return targets.length === 1 ? '' : ` from ${address}`;
}
