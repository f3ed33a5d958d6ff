import assert from 'node:assert/strict';
import test from 'node:test';
import type { BoxNow, ForwardingNow } from '../../../../main/app/sentences/box-now.ts';
import { SENTENCE_RULES } from '../../../../main/app/sentences/sentence-rules.ts';
import { sentenceOf } from '../../../../main/app/sentences/sentence-of.ts';
import type { SentenceId } from '../../../../main/app/sentences/sentence-words.ts';
import { fixtureBytes, fixtureNames, noFixtures } from '../../../expositions/fixtures.ts';
import { BEGIN_MS, nimPage, scrapedBox, type Answer } from './scraped-box.ts';

const MINUTE = 60_000;
const down: Answer = { failure: 'nothing listens there (connection refused). Check the port', health: 'down' };
const loading: Answer = { failure: '/v1/health/ready answered 503', health: 'loading' };
const forwarding = (blockedBy: ForwardingNow['blockedBy'], minutes: number): Partial<BoxNow> => ({
  forwarding: { blockedBy, reason: 'it answered 503', sinceMs: BEGIN_MS + 2 * MINUTE - minutes * MINUTE },
});
const vllm = (preemptions: number, cache = 0.97): string =>
  `# TYPE vllm:kv_cache_usage_perc gauge\nvllm:kv_cache_usage_perc{model_name="m",engine="0"} ${String(cache)}\n` +
  `# TYPE vllm:num_requests_running gauge\nvllm:num_requests_running{model_name="m",engine="0"} 3\n` +
  `# TYPE vllm:num_preemptions_total counter\nvllm:num_preemptions_total{model_name="m",engine="0"} ${String(preemptions)}\n`;
const dcgm = (degrees: number, xid: number, lost = 0): string =>
  `# TYPE DCGM_FI_DEV_GPU_TEMP gauge\nDCGM_FI_DEV_GPU_TEMP{gpu="0",UUID="u"} ${String(degrees)}\n` +
  `# TYPE DCGM_FI_DEV_XID_ERRORS gauge\nDCGM_FI_DEV_XID_ERRORS{gpu="0",UUID="u"} ${String(xid)}\n` +
  `# TYPE DCGM_FI_DEV_THERMAL_VIOLATION counter\nDCGM_FI_DEV_THERMAL_VIOLATION{gpu="0",UUID="u"} ${String(lost)}\n`;
const smi = (hot: number): string =>
  `nvidia_smi_clocks_event_reasons_hw_thermal_slowdown{uuid="u"} ${String(hot)}\n` +
  `nvidia_smi_clocks_event_reasons_sw_thermal_slowdown{uuid="u"} 0\nnvidia_smi_temperature_gpu{uuid="u"} 88\n`;
const sglang = (queue: number): string =>
  `sglang:token_usage{model_name="m"} 0.2\nsglang:num_running_reqs{model_name="m"} 32\n` +
  `sglang:num_queue_reqs{model_name="m"} ${String(queue)}\n`;

type Pair = readonly [before: Answer, after: Answer];
interface Case {
  readonly id: SentenceId;
  readonly pair: Pair;
  readonly says: string;
  readonly over?: Partial<BoxNow>;
  readonly intervalMs?: number;
}

const IDLE: Pair = [nimPage(), nimPage()];
const FULL: Pair = [nimPage({ running: 20, cache: 0.5 }), nimPage({ running: 40, cache: 0.93 })];
const SLOW = { running: 2, firstToken: [0, 0, 20, 0] } as const;

const CASES: readonly Case[] = [
  { id: 'my_network', pair: [nimPage(), down], over: { networkTrouble: 'This computer is offline.' }, says: 'This computer is offline.' },
  { id: 'credentials', pair: [nimPage(), { failure: '/v1/metrics answered 401: it asks for credentials', health: 'unknown' }], says: 'No metrics, it wants other credentials: /v1/metrics answered 401: it asks for credentials.' },
  { id: 'loading', pair: [loading, loading], intervalMs: 12 * MINUTE, says: 'The model has been loading for 12 min.' },
  { id: 'no_metrics', pair: [nimPage(), { failure: '/metrics answered 404', health: 'not_nim' }], says: 'It answers, but without usable metrics: /metrics answered 404.' },
  { id: 'no_metrics', pair: [nimPage(), { failure: '/metrics answered with a web page: is there a login?', health: 'ready' }], says: 'It answers, but without usable metrics: /metrics answered with a web page: is there a login?' },
  { id: 'down', pair: [down, down], says: 'No metrics for 1 min: nothing listens there (connection refused). Check the port.' },
  { id: 'xid', pair: [dcgm(40, 0), dcgm(40, 79)], says: 'A GPU reported XID 79 just now: the computer cannot reach the GPU any more: restart it, and check power and seating.' },
  { id: 'failing', pair: [nimPage({ answered: 100 }), nimPage({ answered: 137, failed: 3 })], says: '3 of 40 requests failed in the last 5 min: look into its log.' },
  { id: 'token_refused', pair: IDLE, over: forwarding('token', 3), says: 'The token is not accepted, so points are held back for 3 min: enter another one.' },
  { id: 'no_token', pair: IDLE, over: forwarding('no_token', 0), says: 'Forwarding is on, but there is no token: enter one.' },
  { id: 'no_destination', pair: IDLE, over: forwarding('no_destination', 0), says: 'Forwarding is on, but not where to: enter the address.' },
  { id: 'forwarding_stuck', pair: IDLE, over: forwarding('answers', 12), says: 'Nothing could be forwarded for 12 min: it answered 503.' },
  { id: 'slowed_by_heat', pair: [smi(0), smi(1)], says: 'A GPU runs slower because it is too hot (88 °C): check its cooling.' },
  { id: 'slowed_by_heat', pair: [dcgm(84, 0, 5), dcgm(84, 0, 9)], says: 'A GPU runs slower because it is too hot (84 °C): check its cooling.' },
  { id: 'hot', pair: [dcgm(70, 0), dcgm(85, 0)], says: 'A GPU is at 85 °C: check its cooling.' },
  { id: 'preempting', pair: [vllm(3), vllm(5)], says: 'KV cache at 97 %, and requests are pushed out of it and start over: allow fewer at once.' },
  { id: 'memory_bound', pair: [nimPage({ cache: 0.9, waiting: 12 }), nimPage({ running: 30, cache: 0.96, waiting: 12 })], says: 'Memory is the limit: KV cache at 96 %, 12 requests waiting.' },
  { id: 'batch_limit', pair: [nimPage({ running: 64, waiting: 2, cache: 0.35 }), nimPage({ running: 64, waiting: 12, cache: 0.35 })], says: '12 requests waiting although the KV cache is at 35 %: raise the batch limit (max_num_seqs).' },
  { id: 'batch_limit', pair: [sglang(1), sglang(4)], says: '4 requests waiting although the KV cache is at 20 %: raise the batch limit (max_running_requests).' },
  { id: 'queue_grows', pair: [nimPage({ running: 30, waiting: 3, cache: 0.8 }), nimPage({ running: 30, waiting: 9, cache: 0.8 })], says: 'The queue grows: 3 → 9 requests in 2 min.' },
  { id: 'waiting', pair: [nimPage({ waiting: 5, cache: 0.416 }), nimPage({ waiting: 1, cache: 0.416 })], says: '1 request waiting, KV cache at 42 %.' },
  { id: 'cache_nearly_full', pair: FULL, says: 'KV cache at 93 %: the next requests may have to wait.' },
  { id: 'prefill_bound', pair: [nimPage(), nimPage({ ...SLOW, between: [500, 0], tokensIn: 60_000, tokensOut: 900 })], says: 'Long prompts hold up the first token (p95 9.6 s); after it, answers flow.' },
  { id: 'slow_first_token', pair: [nimPage(), nimPage({ ...SLOW, tokensIn: 900, tokensOut: 900, firstToken: [0, 0, 0, 9] })], says: 'The first token takes p95 > 10 s.' },
  { id: 'dialect_changed', pair: [nimPage(), vllm(0, 0.1)], says: 'It answers as vLLM V1 now; before, it answered as NIM 1.x.' },
  { id: 'nobody_asks', pair: IDLE, intervalMs: 10 * MINUTE, says: 'Nobody has asked for 10 min.' },
  { id: 'running', pair: [nimPage(), nimPage({ running: 2, cache: 0.2 })], says: '2 requests running, none waiting.' },
  { id: 'idle', pair: IDLE, says: 'Nobody is asking.' },
]; // prettier-ignore

for (const { id, pair, says, over, intervalMs } of CASES) {
  test(`${id}: ${says}`, () => {
    assert.deepEqual(sentenceOf(scrapedBox(pair, intervalMs, over)), { id, text: says });
  });
}

/** Just not what the rule of that name is for; what is said instead. */
const NEAR: readonly (readonly [not: SentenceId, answers: readonly Answer[], instead: SentenceId, Partial<Case>?])[] = [
  ['batch_limit', [nimPage({ running: 64, waiting: 2, cache: 0.6 }), nimPage({ running: 64, waiting: 12, cache: 0.6 })], 'queue_grows'],
  ['batch_limit', [nimPage({ running: 63, waiting: 2, cache: 0.3 }), nimPage({ running: 63, waiting: 12, cache: 0.3 })], 'queue_grows'],
  ['memory_bound', [nimPage({ waiting: 12, cache: 0.89 }), nimPage({ waiting: 12, cache: 0.89 })], 'waiting'],
  ['preempting', [vllm(3), vllm(3)], 'cache_nearly_full'],
  ['preempting', [vllm(3, 0.5), vllm(5, 0.5)], 'running'],
  ['prefill_bound', [nimPage(), nimPage({ ...SLOW, between: [500, 0], tokensIn: 3_900, tokensOut: 1_000 })], 'slow_first_token'],
  ['prefill_bound', [nimPage(), nimPage({ ...SLOW, between: [0, 500], tokensIn: 60_000, tokensOut: 900 })], 'slow_first_token'],
  ['slow_first_token', [nimPage(), nimPage({ running: 1, firstToken: [60, 10, 0, 0] })], 'running'],
  ['failing', [nimPage({ answered: 100 }), nimPage({ answered: 199, failed: 1 })], 'idle'],
  ['failing', [nimPage({ answered: 100 }), nimPage({ answered: 101, failed: 18 })], 'idle'],
  ['forwarding_stuck', IDLE, 'idle', { over: forwarding('answers', 9) }],
  ['dialect_changed', [nimPage(), vllm(0, 0.1), vllm(0, 0.1), vllm(0, 0.1)], 'running', { intervalMs: 31 * MINUTE }],
  ['xid', [dcgm(40, 0), dcgm(40, 79), dcgm(40, 79), dcgm(40, 79)], 'idle', { intervalMs: 31 * MINUTE }],
  ['xid', [dcgm(40, 79), dcgm(40, 0)], 'idle'],
  ['hot', [dcgm(84, 0), dcgm(84, 0)], 'idle'],
  ['nobody_asks', [nimPage({ answered: 5 }), nimPage({ answered: 9 })], 'idle', { intervalMs: 10 * MINUTE }],
  ['nobody_asks', IDLE, 'idle', { intervalMs: 4 * MINUTE }],
]; // prettier-ignore

for (const [not, answers, instead, { intervalMs, over } = {}] of NEAR) {
  test(`not ${not}, but ${instead}`, () => {
    assert.equal(sentenceOf(scrapedBox(answers, intervalMs, over)).id, instead);
  });
}

test('a scrape that takes most of its time', () => {
  const box = scrapedBox(IDLE);
  const targets = box.targets.map((target) => ({ ...target, past: { ...target.past, tookMs: 6_200 } }));
  const { id, text } = sentenceOf({ ...box, targets });
  assert.equal(id, 'slow_scrape');
  assert.equal(text, 'Its metrics take 6.2 s to come; after 10 s they would be given up.');
});

test('before the first scrape', () => {
  assert.equal(sentenceOf(scrapedBox([])).id, 'starting');
});

test('of two addresses the sentence names the one that fails', () => {
  const box = scrapedBox([nimPage(), down]);
  const [failing] = box.targets;
  assert.ok(failing);
  const well = {
    ...failing,
    address: 'dgx:9400',
    state: { ...failing.state, lastFailure: '', health: 'ready' as const },
  };
  const { text } = sentenceOf({ ...box, targets: [well, failing] });
  assert.equal(text, 'No metrics from dgx:8000: nothing listens there (connection refused). Check the port.');
});

test('every rule has a pair of scrapes that fires it', () => {
  const fired = new Set<string>([...CASES.map(({ id }) => id), 'slow_scrape', 'starting']);
  assert.deepEqual(
    SENTENCE_RULES.filter(({ id }) => !fired.has(id)).map(({ id }) => id),
    [],
  );
  assert.ok(SENTENCE_RULES.length >= 12);
});

const IDLE_TEXTS: readonly (readonly [string, string])[] = [
  ['NIM 1.x', nimPage()],
  ['NIM 1.x after much work', nimPage({ answered: 900, failed: 90, tokensIn: 1e6, tokensOut: 1e5, firstToken: [1, 2, 3, 4], between: [50, 5] })],
  ['vLLM', vllm(12, 0.02)],
  ['SGLang', sglang(0)],
  ['DCGM with an old error', dcgm(30, 79, 1e6)],
]; // prettier-ignore

for (const [name, text] of IDLE_TEXTS) {
  test(`nothing fires on an idle text: ${name}`, () => {
    const box = scrapedBox([text, text], 10_000);
    assert.deepEqual(
      SENTENCE_RULES.flatMap((rule) => rule.say(box) ?? []),
      [],
    );
  });
}

/** Real ones of idle or moderately busy machines; in those of SGLang and TensorRT-LLM requests wait. */
const CALM = /^(?:nim-llm|dcgm-|nvidia_gpu_exporter|triton-datadog|vllm)/;

test('nor on any real text that is told twice', { skip: noFixtures }, () => {
  const names = fixtureNames().filter((name) => CALM.test(name));
  assert.ok(names.length > 10);
  for (const name of names) {
    const box = scrapedBox([fixtureBytes(name), fixtureBytes(name)], 10_000);
    assert.deepEqual(
      SENTENCE_RULES.flatMap((rule) => rule.say(box) ?? []),
      [],
      name,
    );
  }
});
