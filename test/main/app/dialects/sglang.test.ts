import assert from 'node:assert/strict';
import test from 'node:test';
import { noFixtures } from '../../../expositions/fixtures.ts';
import { fixture, shownBy } from './shown-tiles.ts';

/**
 * By hand from the text. First token: of 11,008 only 2,513 up to 30 s, so both quantiles lie above; whole request:
 * of 11,228 only 1,513 up to 60 s. Between tokens, of 7,400,757: 433,413 up to 0.075 s, 4,950,195 up to 0.1, 7,039,435
 * up to 0.15.
 */
test('the sample of SGLang’s documentation, under much load', { skip: noFixtures }, async () => {
  assert.deepEqual(await shownBy(fixture('sglang-')), {
    kvCache: 0.28,
    running: 162,
    waiting: 2_826,
    firstTokenP50: '> 30',
    firstTokenP95: '> 30',
    betweenTokensP50: Number((0.075 + (0.025 * (3_700_378.5 - 433_413)) / (4_950_195 - 433_413)).toPrecision(12)),
    betweenTokensP95: Number((0.1 + (0.05 * (7_030_719.15 - 4_950_195)) / (7_039_435 - 4_950_195)).toPrecision(12)),
    requestP50: '> 60',
    requestP95: '> 60',
    tokensIn: 8_128_902,
    tokensOut: 7_557_572,
  });
});

const RANKS = `
# TYPE sglang:num_running_reqs gauge
sglang:num_running_reqs{dp_rank="0",model_name="m",tp_rank="0"} 3
sglang:num_running_reqs{dp_rank="0",model_name="m",tp_rank="1"} 3
sglang:num_running_reqs{dp_rank="1",model_name="m",tp_rank="2"} 4
# TYPE sglang:token_usage gauge
sglang:token_usage{dp_rank="0",model_name="m",tp_rank="0"} 0.2
sglang:token_usage{dp_rank="1",model_name="m",tp_rank="2"} 0.6
`;

test('schedulers of one replica tell the same requests; replicas add up, their caches are averaged', async () => {
  assert.deepEqual(await shownBy(RANKS), { kvCache: 0.4, running: 7 });
});

test('the newer name of the time between tokens replaces the older', async () => {
  const histogram = (name: string, bound: string): string =>
    `# TYPE ${name} histogram\n${name}_bucket{le="${bound}"} 2\n${name}_bucket{le="+Inf"} 2\n${name}_sum 1\n${name}_count 2\n`;
  const text =
    histogram('sglang:time_per_output_token_seconds', '8') + histogram('sglang:inter_token_latency_seconds', '2');
  assert.deepEqual(await shownBy(text), { betweenTokensP50: 1, betweenTokensP95: 1.9 });
});
