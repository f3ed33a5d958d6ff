import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { bucketIndex } from '../../../../main/demo/series-value.ts';
import type { LogEntry } from '../../../../main/demo/nim-simulator/log-entry.ts';
import { startSimulator } from '../../../../main/demo/nim-simulator/simulator-server.ts';
import type { Simulator } from '../../../../main/demo/nim-simulator/simulator-server.ts';
import type { SimulatorOptions } from '../../../../main/demo/nim-simulator/simulator-options.ts';
import { truthOf } from '../../../../main/demo/nim-simulator/truth.ts';

const MODEL = 'model_name="meta/llama-3.1-8b-instruct"';
const START_MS = 1_764_000_000_400;

interface Bench {
  readonly simulator: Simulator;
  readonly pass: (ms: number) => void;
  readonly scrape: () => Promise<ReadonlyMap<string, number>>;
}

/** Runs a case against a real server under a clock that only the case moves. */
async function withSimulator(options: SimulatorOptions, run: (bench: Bench) => Promise<void>): Promise<void> {
  let nowMs = START_MS;
  const simulator = await startSimulator({ warmUpMs: 20_000, now: () => nowMs, ...options });
  const scrape = async (): Promise<ReadonlyMap<string, number>> => {
    const response = await fetch(`${simulator.url}/v1/metrics`);
    assert.equal(response.status, 200);
    const lines = (await response.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    return new Map(
      lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
    );
  };
  try {
    await run({ simulator, scrape, pass: (ms) => void (nowMs += ms) });
  } finally {
    await simulator.close();
  }
}

const status = async (url: string, init?: RequestInit): Promise<number> => (await fetch(url, init)).status;

test('routes answer as a NIM does, on 127.0.0.1', () =>
  withSimulator({ clockOffsetMs: -3_600_000 }, async ({ simulator }) => {
    const rows = [
      ['/v1/metrics', 'GET', 200],
      ['/metrics', 'GET', 200],
      ['/v1/models', 'GET', 200],
      ['/v1/health/live', 'GET', 200],
      ['/v1/health/ready', 'GET', 200],
      ['/v1/version', 'GET', 200],
      ['/v1/metadata', 'GET', 200],
      ['/', 'GET', 404],
      ['/v1/metrics', 'POST', 405],
    ] as const;
    for (const [path, method, expected] of rows)
      assert.equal(await status(simulator.url + path, { method }), expected, path);
    assert.ok(simulator.url.startsWith('http://127.0.0.1:'));
    const response = await fetch(`${simulator.url}/v1/metrics`);
    assert.equal(response.headers.get('x-nim-simulator-answer'), '3');
    assert.equal(response.headers.get('date'), new Date(START_MS - 3_600_000).toUTCString());
    await response.text();
  }));

test('only the configured metrics path answers', () =>
  withSimulator({ metricsPath: '/metrics' }, async ({ simulator }) => {
    assert.equal(await status(`${simulator.url}/v1/metrics`), 404);
    assert.equal(await status(`${simulator.url}/metrics`), 200);
  }));

test('truth equals what a perfect reader of the pages counts, over restart, loss and a new label set', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'simulator-'));
  const eventLogFile = join(folder, 'log.ndjson');
  try {
    await withSimulator({ eventLogFile, loadingMs: 500 }, async ({ simulator, scrape, pass }) => {
      const first = await scrape();
      assert.ok((first.get(`generation_tokens_total{${MODEL}}`) ?? 0) > 0);
      pass(5_000);
      simulator.loseNextScrape();
      await assert.rejects(fetch(`${simulator.url}/v1/metrics`).then((response) => response.text()));
      pass(5_000);
      simulator.addLabelSet();
      const second = await scrape();
      const abort = second.get(`request_finish_total{finished_reason="abort",${MODEL}}`) ?? 0;
      assert.ok(abort >= 1);
      assert.equal(second.get(`request_failure_total{${MODEL}}`), abort);
      pass(3_000);
      simulator.restart();
      pass(10_000);
      const third = await scrape();
      assert.ok((third.get('process_start_time_seconds') ?? 0) > (second.get('process_start_time_seconds') ?? 0));
      pass(60_000);
      simulator.loseNextScrape();
      await assert.rejects(fetch(`${simulator.url}/v1/metrics`).then((response) => response.text()));

      const grown = (key: string): number => (second.get(key) ?? 0) - (first.get(key) ?? 0) + (third.get(key) ?? 0);
      const { series, unseenLives } = simulator.truth();
      assert.deepEqual(unseenLives, []);
      assert.equal(series.size, 12);
      for (const [id, value] of series) {
        if (value.kind === 'sum') {
          assert.equal(value.value, grown(id), id);
          continue;
        }
        const name = id.slice(0, id.indexOf('{'));
        assert.equal(value.count, grown(`${name}_count{${MODEL}}`), id);
        const sum = grown(`${name}_sum{${MODEL}}`);
        assert.ok(Math.abs(value.sum - sum) <= 1e-9 * sum, id);
        let below = 0;
        for (const bound of value.bounds) {
          below += value.buckets[bucketIndex(value.bounds, bound)] ?? 0;
          assert.equal(below, grown(`${name}_bucket{le="${bound}",${MODEL}}`), `${id} ${bound}`);
        }
      }
      const lines = readFileSync(eventLogFile, 'utf8').split('\n').filter(Boolean);
      assert.deepEqual(truthOf(lines.map((line) => JSON.parse(line) as LogEntry)), simulator.truth());
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a restart is a new process: later start, loading first, zero counters', () =>
  withSimulator({ loadingMs: 3_000 }, async ({ simulator, scrape, pass }) => {
    const before = await scrape();
    simulator.restart();
    simulator.restart();
    assert.equal(await status(`${simulator.url}/v1/health/live`), 200);
    assert.equal(await status(`${simulator.url}/v1/health/ready`), 503);
    assert.equal(await status(`${simulator.url}/v1/metrics`), 503);
    pass(3_000);
    assert.equal(await status(`${simulator.url}/v1/health/ready`), 200);
    const after = await scrape();
    const start = after.get('process_start_time_seconds') ?? 0;
    assert.ok(start > (before.get('process_start_time_seconds') ?? 0) && !Number.isInteger(start));
    assert.equal(after.get(`prompt_tokens_total{${MODEL}}`), 0);
    assert.deepEqual(simulator.truth().unseenLives, [2]);
  }));

test('a first life may be loading, too', () =>
  withSimulator({ startLoaded: false, loadingMs: 1_000 }, async ({ simulator, pass }) => {
    assert.equal(await status(`${simulator.url}/v1/health/ready`), 503);
    pass(1_000);
    assert.equal(await status(`${simulator.url}/v1/health/ready`), 200);
  }));

test('the lost scrape promises more than it sends', () =>
  withSimulator({}, async ({ simulator }) => {
    simulator.loseNextScrape();
    const response = await fetch(`${simulator.url}/v1/metrics`);
    const promised = Number(response.headers.get('content-length'));
    let received = 0;
    await assert.rejects(async () => {
      for await (const chunk of response.body ?? []) received += (chunk as Uint8Array).length;
    });
    assert.ok(received > 0 && received < promised, `${received} of ${promised}`);
    assert.equal(await status(`${simulator.url}/v1/metrics`), 200);
  }));

test('a taken port is refused in words', () =>
  withSimulator({}, async ({ simulator }) => {
    await assert.rejects(
      startSimulator({ port: simulator.port, warmUpMs: 0 }),
      /simulated NIM .* another program has this port/,
    );
  }));
