import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { createMonitor } from '../../../main/app/monitor.ts';
import { quickConfiguration } from '../../../main/app/quick-configuration.ts';
import { startSink, type Sink } from '../../../main/demo/strict-sink/sink-server.ts';
import { serve, until } from '../../fakes/metrics-server.ts';
import { FakeSecrets, fakePorts } from '../../fakes/ports.ts';

const TOKEN = `dt0c01.${'A'.repeat(24)}.${'B'.repeat(64)}`;
const OTHER = `dt0c01.${'C'.repeat(24)}.${'D'.repeat(64)}`;
const AT_SPARK = { box: 'spark-01', forward: true, scrapeIntervalMs: 50 };
const NIM_TEXT = join(
  import.meta.dirname,
  '../../../../shared/fixtures/expositions/nim-llm-1.x-llama3.1-8b-datadog.txt',
);

/** A second text in which every counter and bucket of the 14 metrics has grown by three. */
function grown(text: string): string {
  const grows = /^(?:\w+_total|\w+_(?:bucket|count|sum))\{.*\} /;
  return text.replace(/^.*$/gm, (line) => {
    if (!grows.test(line) || line.startsWith('python_')) return line;
    const at = line.lastIndexOf(' ');
    return `${line.slice(0, at)} ${String(Number(line.slice(at)) + 3)}`;
  });
}

/** With them come Prometheus' own about each scrape. */
const EXPECTED: Readonly<Record<string, string>> = {
  e2e_request_latency_seconds: 'histogram s',
  generation_tokens_total: 'sum',
  gpu_cache_usage_perc: 'gauge 1',
  num_request_max: 'gauge',
  num_requests_running: 'gauge',
  num_requests_waiting: 'gauge',
  prompt_tokens_total: 'sum',
  request_failure_total: 'sum',
  request_finish_total: 'sum',
  request_generation_tokens: 'histogram',
  request_prompt_tokens: 'histogram',
  request_success_total: 'sum',
  time_per_output_token_seconds: 'histogram s',
  time_to_first_token_seconds: 'histogram s',
  up: 'gauge',
  scrape_duration_seconds: 'gauge s',
  scrape_samples_scraped: 'gauge',
  scrape_samples_post_metric_relabeling: 'gauge',
  scrape_series_added: 'gauge',
};

test(
  'the 14 metrics of a real NIM arrive under their names, with type, unit and model, and grow by what they grew',
  { skip: !existsSync(NIM_TEXT) && 'no ../shared/fixtures beside the clone' },
  async () => {
    const text = readFileSync(NIM_TEXT, 'utf8');
    let asked = 0;
    const { url, server } = await serve(() => (asked++ === 0 ? text : grown(text)));
    const sink = await startSink();
    const configuration = quickConfiguration({ ...AT_SPARK, target: url, endpoint: sink.url, scrapeIntervalMs: 150 });
    const monitor = createMonitor({ configuration, token: TOKEN }, fakePorts());
    monitor.start();
    await until('a second scrape in the sink', () => sink.sums().size > 0);
    await monitor.stop();
    server.close();
    assert.deepEqual(arrivedKinds(sink), EXPECTED);
    for (const { description } of Object.values(sink.report().metrics)) assert.notEqual(description, '');
    const { series, gauges, rejected } = sink.report();
    assert.equal(rejected, 0);
    for (const id of [...Object.keys(series), ...Object.keys(gauges)]) {
      if (!/^(?:up|scrape_\w+)\{/.test(id)) assert.match(id, /model_name="meta\/llama-3\.1-8b-instruct"/);
      assert.match(id, /box="spark-01"/);
      assert.match(id, new RegExp(`service\\.instance\\.id="spark-01:${new URL(url).port}"`));
      assert.match(id, /service\.name="nim-metrics"/);
    }
    for (const value of Object.values(series)) {
      if (value.kind === 'sum') assert.equal(value.value, 3);
      // Every cumulative bucket grew by three: three observations fell into the first.
      else assert.deepEqual([value.count, value.buckets[0]], [3, 3]);
    }
    await sink.close();
  },
);

/** Kind and unit by metric name, as they arrived. */
function arrivedKinds(sink: Sink): Record<string, string> {
  const metrics = Object.entries(sink.report().metrics);
  return Object.fromEntries(metrics.map(([name, { kind, unit }]) => [name, `${kind} ${unit}`.trim()]));
}

const COUNTER = (value: number) => `# TYPE prompt_tokens_total counter\nprompt_tokens_total ${String(value)}\n`;

/** A monitor over a counter that grows by one each scrape, without a destination. */
async function watching(secrets: FakeSecrets, endpoint?: string) {
  let value = 0;
  const { url, server } = await serve(() => COUNTER((value += 1)));
  const forward = endpoint !== undefined;
  const configuration = quickConfiguration({ ...AT_SPARK, target: url, endpoint, forward });
  const monitor = createMonitor({ configuration, token: undefined }, fakePorts(secrets));
  monitor.start();
  const forwarding = async () => (await monitor.api.snapshot(undefined)).boxes[0]?.forwarding;
  const end = async () => {
    await monitor.stop();
    server.close();
  };
  return { monitor, configuration, forwarding, end };
}

test('a token is stored in the keychain under its endpoint, and forwarding goes on with it', async () => {
  const secrets = new FakeSecrets();
  const sink = await startSink();
  const { monitor, forwarding, end } = await watching(secrets);
  assert.deepEqual(await monitor.api.setForwarding({ box: 'spark-01', on: true }), {
    ok: false,
    reason: 'Enter where to forward to first',
  });
  assert.equal((await forwarding())?.state, 'no_destination');
  assert.deepEqual(await monitor.api.saveDestination({ endpoint: `${sink.url}/v1/metrics`, token: ` ${TOKEN}\n` }), {
    ok: true,
  });
  assert.deepEqual([...secrets.kept], [[sink.url, TOKEN]]);
  await until('points in the sink', () => sink.report().points > 0);
  assert.equal(JSON.stringify(await monitor.api.snapshot(undefined)).includes(TOKEN), false);
  await end();
  await sink.close();
});

test('a stored token is found again', async () => {
  const secrets = new FakeSecrets();
  const sink = await startSink();
  secrets.kept.set(sink.url, TOKEN);
  const { end } = await watching(secrets, sink.url);
  await until('points in the sink', () => sink.report().points > 0);
  await end();
  await sink.close();
});

test('a refused token holds everything; a new one sends what was held', async () => {
  const secrets = new FakeSecrets();
  const sink = await startSink({ token: TOKEN });
  secrets.kept.set(sink.url, OTHER);
  const { monitor, forwarding, end } = await watching(secrets, sink.url);
  await until('held', async () => (await forwarding())?.state === 'held');
  assert.match((await forwarding())?.reason ?? '', /token is not accepted \(401\)/);
  await until('a few points', async () => ((await forwarding())?.ledger.queued ?? 0) > 3);
  await monitor.api.saveDestination({ endpoint: sink.url, token: TOKEN });
  await until('all sent', async () => (await forwarding())?.ledger.queued === 0);
  await end();
  await sink.close();
});

test('a keychain that does not take the token is told, and nothing changes', async () => {
  const secrets = new FakeSecrets();
  const sink = await startSink();
  secrets.broken = 'it is locked';
  const { monitor, forwarding, end } = await watching(secrets);
  const answer = await monitor.api.saveDestination({ endpoint: sink.url, token: TOKEN });
  assert.deepEqual(answer, { ok: false, reason: 'The keychain of spark-01 did not take the token: it is locked' });
  assert.equal((await forwarding())?.endpoint, '');
  await end();
  await sink.close();
});

test('a token that the destination refuses is told and not stored', async () => {
  const secrets = new FakeSecrets();
  const sink = await startSink({ token: OTHER });
  const { monitor, end } = await watching(secrets);
  const answer = await monitor.api.saveDestination({ endpoint: sink.url, token: TOKEN });
  assert.match(answer.ok ? '' : answer.reason, /token/);
  assert.equal(secrets.kept.size, 0);
  await end();
  await sink.close();
});

test('a locked keychain is told, and asked again until it is unlocked', async () => {
  const secrets = new FakeSecrets();
  const sink = await startSink();
  secrets.kept.set(sink.url, TOKEN);
  secrets.broken = 'it is locked';
  const { monitor, forwarding, end } = await watching(secrets, sink.url);
  await until('the reason', async () => (await forwarding())?.reason === 'it is locked');
  assert.equal((await forwarding())?.state, 'no_token');
  secrets.broken = undefined;
  monitor.retryNow();
  await until('points in the sink', () => sink.report().points > 0);
  await end();
  await sink.close();
});

const REFUSED: readonly (readonly [string, string, RegExp])[] = [
  ['http://dynatrace.example', TOKEN, /https/],
  ['nonsense', TOKEN, /must be a URL/],
  ['https://e.example', 'with blank', /blanks/],
];
for (const [endpoint, token, reason] of REFUSED) {
  test(`"${endpoint}" with "${token.slice(0, 10)}" is refused`, async () => {
    const { monitor, end } = await watching(new FakeSecrets());
    const answer = await monitor.api.saveDestination({ endpoint, token });
    assert.match(answer.ok ? '' : answer.reason, reason);
    await end();
  });
}

test('a token that no header can carry is a RangeError with words', () => {
  const configuration = quickConfiguration({ ...AT_SPARK, target: 'h', endpoint: undefined });
  assert.throws(() => createMonitor({ configuration, token: 'with blank' }, fakePorts()), /DT_API_TOKEN/);
});

test('another configuration applies while it runs: a box comes, one goes, what stays is not disturbed', async () => {
  const other = await serve(() => COUNTER(1));
  const { monitor, configuration, end } = await watching(new FakeSecrets());
  const goodOf = async (name: string) =>
    (await monitor.api.snapshot(undefined)).boxes.find((box) => box.name === name)?.scrapes.good;
  await until('two scrapes', async () => ((await goodOf('spark-01')) ?? 0) > 1);
  const added = quickConfiguration({ ...AT_SPARK, target: other.url, endpoint: undefined, box: 'dgx' });
  monitor.apply({ ...configuration, targets: [...configuration.targets, ...added.targets] });
  assert.ok(((await goodOf('spark-01')) ?? 0) > 1);
  await until('a scrape of the new box', async () => ((await goodOf('dgx')) ?? 0) > 0);
  monitor.apply(added);
  assert.deepEqual(
    (await monitor.api.snapshot(undefined)).boxes.map(({ name, forwarding }) => [name, forwarding.state]),
    [['dgx', 'no_destination']],
  );
  await end();
  other.server.close();
});

test('switches stay as the user left them when the file changes elsewhere', async () => {
  const { monitor, configuration, forwarding, end } = await watching(new FakeSecrets(), 'https://e.example/otlp');
  await monitor.api.setForwarding({ box: 'spark-01', on: false });
  monitor.apply({ ...configuration, forward: { ...configuration.forward, summaryQuantiles: true } });
  assert.equal((await forwarding())?.state, 'off');
  monitor.apply({ ...configuration, forward: { ...configuration.forward, boxes: ['spark-01'] } });
  assert.equal((await forwarding())?.state, 'no_token');
  await end();
});

test('a destination of the file takes the place of the one before', async () => {
  const secrets = new FakeSecrets();
  const sink = await startSink();
  secrets.kept.set(sink.url, TOKEN);
  const { monitor, configuration, end } = await watching(secrets);
  monitor.apply({ ...configuration, forward: { ...configuration.forward, boxes: 'all', endpoint: sink.url } });
  await until('points in the sink', () => sink.report().points > 0);
  await end();
  await sink.close();
});

test('paused, nothing is asked, which is no failure; resumed, it goes on where it was', async () => {
  const { monitor, end } = await watching(new FakeSecrets());
  const box = async () => (await monitor.api.snapshot(undefined)).boxes[0];
  const good = async () => (await box())?.scrapes.good ?? 0;
  await until('two scrapes', async () => (await good()) > 1);
  assert.deepEqual(await monitor.api.pause({ on: true }), { ok: true });
  const before = await good();
  await new Promise((resolve) => setTimeout(resolve, 400));
  // One may have been under way.
  assert.ok((await good()) <= before + 1);
  assert.equal((await box())?.state, 'paused');
  assert.equal((await box())?.sentence, 'Paused: nothing is asked until you resume.');
  monitor.retryNow();
  const still = await good();
  await monitor.api.pause({ on: false });
  await until('more scrapes', async () => (await good()) > still + 1);
  assert.equal((await box())?.state, 'fine');
  assert.equal((await box())?.scrapes.failed, 0);
  await end();
});

test('another box is not known here', async () => {
  const { monitor, end } = await watching(new FakeSecrets());
  assert.equal((await monitor.api.setForwarding({ box: 'else', on: true })).ok, false);
  await end();
});
