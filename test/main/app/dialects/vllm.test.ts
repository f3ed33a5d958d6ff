import assert from 'node:assert/strict';
import test from 'node:test';
import { noFixtures } from '../../../expositions/fixtures.ts';
import { fixture, shownBy, tilesOf } from './shown-tiles.ts';

/**
 * By hand from the text: 1 request of 5 tokens in and 7 out by the old names; by the new ones 144 gaps between
 * tokens, 141 of them up to 0.01 s, and 6 requests in the queue for up to 0.3 s.
 */
test('a text with the names of V0 and of V1: only the newer count', { skip: noFixtures }, async () => {
  const body = fixture('vllm-');
  assert.deepEqual(await shownBy(body), {
    kvCache: 0,
    running: 0,
    waiting: 0,
    firstTokenP50: 0.375,
    firstTokenP95: 0.4875,
    betweenTokensP50: Number(((0.01 * 72) / 141).toPrecision(12)),
    betweenTokensP95: Number(((0.01 * 136.8) / 141).toPrecision(12)),
    requestP50: 0.5,
    requestP95: 0.95,
    queueP50: 0.15,
    queueP95: 0.285,
    tokensIn: 5,
    tokensOut: 7,
    requests: 1,
    successes: 1,
    failures: 0,
    preemptions: 0,
  });
  const tiles = await tilesOf(body);
  const families = (id: string) => tiles.find((tile) => tile.id === id)?.families;
  assert.deepEqual(families('kvCache'), ['vllm:kv_cache_usage_perc']);
  assert.deepEqual(families('betweenTokensP50'), ['vllm:inter_token_latency_seconds']);
});

const ENGINES = `
# TYPE vllm:kv_cache_usage_perc gauge
vllm:kv_cache_usage_perc{engine="0",model_name="a"} 0.4
vllm:kv_cache_usage_perc{engine="1",model_name="a"} 0.6
vllm:kv_cache_usage_perc{engine="0",model_name="b"} 0.3
# TYPE vllm:gpu_cache_usage_perc gauge
vllm:gpu_cache_usage_perc{engine="0",model_name="a"} 0.99
# TYPE vllm:num_requests_running gauge
vllm:num_requests_running{engine="0",model_name="a"} 3
vllm:num_requests_running{engine="1",model_name="a"} 4
`;

test('engines of a model share its load: 40 % and 60 % are 50 %, and 3 running and 4 are 7', async () => {
  assert.deepEqual(await shownBy(ENGINES), { kvCache: 0.5, running: 7 });
});

test('a NIM 2.x mixes its own names with vLLM’s: taken from both, never added', async () => {
  const text = `${ENGINES}# TYPE num_request_max gauge\nnum_request_max{model_name="a"} 64\n# TYPE num_requests_running gauge\nnum_requests_running{model_name="a"} 8\n`;
  assert.deepEqual(await shownBy(text), { kvCache: 0.5, running: 7, maximum: 64 });
});

test('what became of the requests: an abort is neither an answer nor a failure', async () => {
  const text = ['stop 5', 'length 2', 'abort 4', 'error 1'].map((ending) => {
    const [reason, count] = ending.split(' ');
    return `vllm:request_success_total{engine="0",finished_reason="${String(reason)}"} ${String(count)}\n`;
  });
  const shown = await shownBy(`# TYPE vllm:request_success_total counter\n${text.join('')}`);
  assert.deepEqual(shown, { requests: 12, successes: 7, failures: 1 });
});

test('a histogram that is called a total is none, and a time of creation is no value', async () => {
  const text = `# TYPE vllm:iteration_tokens_total histogram
vllm:iteration_tokens_total_bucket{le="+Inf"} 1
vllm:iteration_tokens_total_sum 1
vllm:iteration_tokens_total_count 1
# TYPE vllm:prompt_tokens_created gauge
vllm:prompt_tokens_created 1.7e9
`;
  assert.deepEqual(await shownBy(text), {});
});
