import { createHash } from 'node:crypto';
import { beginsAtZero } from '../../../../main/app/dialects/catalog.ts';
import { detectDialect } from '../../../../main/app/dialects/detect-dialect.ts';
import { SIGNALS } from '../../../../main/app/dialects/signals.ts';
import type { BoxNow } from '../../../../main/app/sentences/box-now.ts';
import { NO_PAST, remember } from '../../../../main/app/sentences/target-past.ts';
import { trackTarget, type DeltaRules } from '../../../../main/core/delta/track-target.ts';
import { History } from '../../../../main/core/history/history.ts';
import type { TargetBaselines } from '../../../../main/core/model/baselines.ts';
import { UNKNOWN_TARGET, type TargetState } from '../../../../main/core/model/target-state.ts';
import { readScrape } from '../../../../main/core/read-scrape.ts';
import { fakeSettings } from '../../../fakes/target-settings.ts';

export const BEGIN_MS = 1_800_000_000_000;
const TIMEOUT_MS = 10_000;

const md5 = (text: string): Uint8Array => createHash('md5').update(text).digest();

/** A text, or why there is none and how the target then is. */
export type Answer = string | Uint8Array | { readonly failure: string; readonly health: TargetState['health'] };

/** What is known of a box of one target that gave these answers, one each `intervalMs`. The last is now. */
export function scrapedBox(answers: readonly Answer[], intervalMs = 60_000, over: Partial<BoxNow> = {}): BoxNow {
  const history = new History(SIGNALS, intervalMs);
  const settings = fakeSettings({ scrapeIntervalMs: intervalMs });
  const rules: DeltaRules = {
    ...{
      beginsAtZero,
      maxGapMs: 1e9,
      maxStalenessMs: 1e9,
      identity: '',
      summaryQuantiles: false,
      onGap: 'sum',
      intervalMs,
    },
  };
  let [baselines, state, past]: [TargetBaselines | undefined, TargetState, typeof NO_PAST] = [
    undefined,
    UNKNOWN_TARGET,
    NO_PAST,
  ];
  let nowMs = BEGIN_MS;
  for (const answer of answers) {
    nowMs += intervalMs;
    const body = typeof answer === 'string' ? Buffer.from(answer) : answer instanceof Uint8Array ? answer : undefined;
    if (body === undefined) {
      history.recordGap(nowMs);
      const { failure, health } = answer as Extract<Answer, { failure: string }>;
      state = { ...state, failed: state.failed + 1, lastFailure: failure, health };
    } else {
      const read = readScrape(body, 'text/plain', settings, md5);
      if (read.kind !== 'read') throw new Error(read.reason);
      const { exposition, startSeconds } = read;
      const scrape = { exposition, startSeconds, observedMs: nowMs, dateMs: undefined };
      const delta = trackTarget(baselines, scrape, rules);
      baselines = delta.baselines;
      history.record(delta.points, exposition.families, nowMs);
      const dialect = detectDialect(exposition.families.map(({ name }) => name));
      const changed = state.dialect !== '' && state.dialect !== dialect;
      const dialectChange = changed ? { before: state.dialect, after: dialect, atMs: nowMs } : state.dialectChange;
      state = {
        ...state,
        good: state.good + 1,
        lastFailure: '',
        health: 'ready',
        lastGoodMs: nowMs,
        dialect,
        dialectChange,
      };
    }
    past = remember(past, state, 100, nowMs);
  }
  return {
    ...{ nowMs, name: 'dgx', networkTrouble: undefined },
    targets: [{ address: 'dgx:8000', state, past, timeoutMs: TIMEOUT_MS }],
    signal: (id) => ({ ...history.view(id), intervalMs }),
    forwarding: { blockedBy: undefined, reason: '', sinceMs: undefined },
    ...over,
  };
}

/** What a NIM 1.x tells; times in buckets: below 0.5 s, below 2.5 s, below 10 s, above. */
export interface Page {
  readonly running?: number;
  readonly waiting?: number;
  readonly cache?: number;
  readonly tokensIn?: number;
  readonly tokensOut?: number;
  readonly failed?: number;
  readonly answered?: number;
  readonly firstToken?: readonly [number, number, number, number];
  /** In buckets below 0.05 s and above. */
  readonly between?: readonly [number, number];
}

/** The metrics page of a NIM 1.x with 64 places. */
export function nimPage(page: Page = {}): string {
  const { running = 0, waiting = 0, cache = 0, tokensIn = 0, tokensOut = 0, failed = 0, answered = 0 } = page;
  const model = '{model_name="m"}';
  const family = (type: string, name: string, value: number): string =>
    `# TYPE ${name} ${type}\n${name}${model} ${String(value)}\n`;
  return (
    family('gauge', 'num_requests_running', running) +
    family('gauge', 'num_requests_waiting', waiting) +
    family('gauge', 'num_request_max', 64) +
    family('gauge', 'gpu_cache_usage_perc', cache) +
    family('counter', 'prompt_tokens_total', tokensIn) +
    family('counter', 'generation_tokens_total', tokensOut) +
    family('counter', 'request_success_total', answered) +
    family('counter', 'request_failure_total', failed) +
    histogram('time_to_first_token_seconds', [0.5, 2.5, 10], page.firstToken ?? [0, 0, 0, 0]) +
    histogram('time_per_output_token_seconds', [0.05], page.between ?? [0, 0])
  );
}

function histogram(name: string, bounds: readonly number[], buckets: readonly number[]): string {
  let below = 0;
  const lines = buckets.map((bucket, at) => {
    below += bucket;
    return `${name}_bucket{model_name="m",le="${String(bounds[at] ?? '+Inf')}"} ${String(below)}\n`;
  });
  const rest = `${name}_count{model_name="m"} ${String(below)}\n${name}_sum{model_name="m"} ${String(below)}\n`;
  return `# TYPE ${name} histogram\n${lines.join('')}${rest}`;
}
