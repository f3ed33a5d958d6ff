import assert from 'node:assert/strict';
import test from 'node:test';
import type { ScrapeFault } from '../../../../main/demo/nim-simulator/scrape-fault.ts';
import { startSimulator } from '../../../../main/demo/nim-simulator/simulator-server.ts';
import type { Simulator } from '../../../../main/demo/nim-simulator/simulator-server.ts';

const START_MS = 1_764_000_000_400;
const TOKENS = 'generation_tokens_total{model_name="meta/llama-3.1-8b-instruct"}';

interface Bench {
  readonly simulator: Simulator;
  readonly pass: (ms: number) => void;
  /** The page's text, or undefined when none came whole. */
  readonly scrape: () => Promise<string | undefined>;
}

async function withSimulator(run: (bench: Bench) => Promise<void>): Promise<void> {
  let nowMs = START_MS;
  const simulator = await startSimulator({ warmUpMs: 20_000, loadingMs: 500, now: () => nowMs });
  const scrape = async (): Promise<string | undefined> => {
    const answer = await fetch(`${simulator.url}/v1/metrics`).catch(() => undefined);
    const text = await answer?.text().catch(() => undefined);
    // fetch does not mind half a gzip stream, so the last line must be there.
    return answer?.status === 200 && /\nrequest_failure_total\S* \d+\n$/.test(text ?? '') ? text : undefined;
  };
  try {
    await run({ simulator, scrape, pass: (ms) => void (nowMs += ms) });
  } finally {
    await simulator.close();
  }
}

const valueOf = (page: string | undefined, series: string): number => {
  const line = (page ?? '').split('\n').find((candidate) => candidate.startsWith(`${series} `));
  assert.ok(line !== undefined, series);
  return Number(line.slice(series.length + 1));
};

const tokensOwed = (simulator: Simulator): number => {
  const value = simulator.truth().series.get(TOKENS);
  return value?.kind === 'sum' ? value.value : Number.NaN;
};

test('whatever spoils an answer leaves the truth at the last whole one', () =>
  withSimulator(async ({ simulator, scrape, pass }) => {
    const first = valueOf(await scrape(), TOKENS);
    pass(3_000);
    const last = valueOf(await scrape(), TOKENS);
    const faults: readonly ScrapeFault[] = [
      { kind: 'status', status: 401 },
      { kind: 'status', status: 500 },
      { kind: 'html' },
      { kind: 'empty' },
      { kind: 'garbage' },
      { kind: 'reset', at: 'head' },
      { kind: 'reset', at: 'body' },
      { kind: 'truncated', how: 'length' },
      { kind: 'truncated', how: 'chunked' },
      { kind: 'truncated', how: 'gzip' },
    ];
    for (const fault of faults) {
      pass(1_000);
      simulator.addWeather(fault, 1);
      assert.equal(await scrape(), undefined, JSON.stringify(fault));
      assert.equal(tokensOwed(simulator), last - first, JSON.stringify(fault));
    }
    for (const fault of [
      { kind: 'slow', delayMs: 20 },
      { kind: 'drip', overMs: 20 },
    ] as const) {
      pass(1_000);
      simulator.addWeather(fault, 1);
      const tokens = valueOf(await scrape(), TOKENS);
      assert.equal(tokensOwed(simulator), tokens - first, fault.kind);
    }
    assert.deepEqual(simulator.progress(), { life: 1, requests: 14, wholeAnswers: 4 });
  }));

test('a client that leaves during a slow answer has not had it', () =>
  withSimulator(async ({ simulator, scrape, pass }) => {
    await scrape();
    pass(1_000);
    simulator.addWeather({ kind: 'slow', delayMs: 60_000 }, 1);
    const controller = new AbortController();
    const left = fetch(`${simulator.url}/v1/metrics`, { signal: controller.signal });
    while (simulator.progress().requests < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    controller.abort();
    await assert.rejects(left);
    assert.equal(tokensOwed(simulator), 0);
    assert.equal(simulator.progress().wholeAnswers, 1);
  }));

test('weather that stays is over when it is cleared, a closed listener too', () =>
  withSimulator(async ({ simulator, scrape }) => {
    simulator.addWeather({ kind: 'status', status: 503 });
    assert.equal(await scrape(), undefined);
    assert.equal(await scrape(), undefined);
    await simulator.refuse();
    await assert.rejects(fetch(simulator.url));
    await simulator.clearWeather();
    assert.ok((await scrape()) !== undefined);
  }));

test('a hidden family counts on and comes back', () =>
  withSimulator(async ({ simulator, scrape, pass }) => {
    const first = valueOf(await scrape(), TOKENS);
    simulator.hide(['request_success_total', 'e2e_request_latency_seconds']);
    pass(5_000);
    const page = await scrape();
    assert.ok(page !== undefined && !/request_success_total|e2e_request/.test(page));
    assert.equal(tokensOwed(simulator), valueOf(page, TOKENS) - first);
    const success = 'request_success_total{model_name="meta/llama-3.1-8b-instruct"}';
    assert.deepEqual(simulator.truth().series.get(success), { kind: 'sum', value: 0 });
    await simulator.clearWeather();
    const again = valueOf(await scrape(), success);
    const owed = simulator.truth().series.get(success);
    assert.ok(owed?.kind === 'sum' && owed.value > 0 && owed.value <= again);
  }));

test("the clock moves the box's Date and the next start, not the running one", () =>
  withSimulator(async ({ simulator, scrape, pass }) => {
    const start = valueOf(await scrape(), 'process_start_time_seconds');
    simulator.setClockOffset(3_600_000);
    const response = await fetch(`${simulator.url}/v1/metrics`);
    assert.equal(response.headers.get('date'), new Date(START_MS + 3_600_000).toUTCString());
    assert.equal(valueOf(await response.text(), 'process_start_time_seconds'), start);
    simulator.restart();
    pass(1_000);
    assert.ok(valueOf(await scrape(), 'process_start_time_seconds') > start + 3_600);
  }));
