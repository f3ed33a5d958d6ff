import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { createMonitor } from '../../../../main/app/monitor.ts';
import { SettingsBook } from '../../../../main/app/settings/settings-book.ts';
import { startSimulator } from '../../../../main/demo/nim-simulator/simulator-server.ts';
import { startSink } from '../../../../main/demo/strict-sink/sink-server.ts';
import { PAGE_ENVIRONMENT, PAGE_WITH_TARGET, readText } from '../../../fakes/configuration-text.ts';
import { serve, until } from '../../../fakes/metrics-server.ts';
import { FakeSecrets, fakePorts } from '../../../fakes/ports.ts';

const TOKEN = `dt0c01.${'A'.repeat(24)}.${'B'.repeat(64)}`;
const OTHER = `dt0c01.${'C'.repeat(24)}.${'D'.repeat(64)}`;
const NIM_TEXT = join(
  import.meta.dirname,
  '../../../../../shared/fixtures/expositions/nim-llm-1.x-llama3.1-8b-datadog.txt',
);

/** One box, `dgx`, at a host that does not exist, unless another address is given. */
const settingsFor = (address = 'dgx:8000', forward = '', interval = '10s') =>
  `scrape_configs:
  - job_name: nim
    scrape_interval: ${interval}
    scrape_timeout: ${interval}
    static_configs: [{ targets: ["${address}"] }]
boxes:
  - name: dgx
    targets: ["${address}"]
${forward}`;

interface At {
  readonly text?: string;
  readonly secrets?: FakeSecrets;
  readonly token?: string;
  /** Why the file cannot be written. */
  readonly unwritable?: string;
}

/** A monitor over a text that it may change; nothing of it runs. */
function desk({ text = settingsFor(), secrets = new FakeSecrets(), token, unwritable }: At = {}) {
  const source = {
    path: null,
    read: (changed: string) => readText(changed, PAGE_ENVIRONMENT),
    write: () => unwritable,
  };
  const opened = SettingsBook.open(source, text);
  assert.ok(opened.ok, JSON.stringify(opened));
  const { book } = opened;
  const monitor = createMonitor({ configuration: book.configuration, settings: book, token }, fakePorts(secrets));
  const forwarding = async () => (await monitor.api.snapshot(undefined)).boxes[0]?.forwarding;
  return { api: monitor.api, monitor, book, secrets, forwarding };
}

test('an address in any form is read, with the page where a token is created', async () => {
  const { api } = desk();
  assert.deepEqual(await api.readDestination({ text: ' abc12345 ' }), {
    ok: true,
    endpoint: 'https://abc12345.live.dynatrace.com/api/v2/otlp',
    tokenPage: 'https://abc12345.apps.dynatrace.com/ui/access-tokens',
  });
  assert.equal((await api.readDestination({ text: 'nonsense' })).ok, false);
});

test('a test tells each step, and stores nothing', async () => {
  const sink = await startSink({ token: TOKEN });
  const { api, secrets, forwarding, book } = desk();
  const before = book.text;
  const steps = await api.testDestination({ endpoint: `${sink.url}/v1/metrics`, token: TOKEN });
  assert.deepEqual(
    steps.map(({ name, verdict }) => [name, verdict]),
    [
      ['address', 'good'],
      ['token', 'skipped'],
      ['ingest', 'good'],
    ],
  );
  const wrong = await api.testDestination({ endpoint: sink.url, token: OTHER });
  assert.deepEqual(wrong[2]?.verdict, 'refused');
  assert.ok(!JSON.stringify(wrong).includes(OTHER));
  assert.deepEqual([secrets.kept.size, (await forwarding())?.endpoint, book.text], [0, '', before]);
  await sink.close();
});

test('without a token a test takes the one that is stored for that address', async () => {
  const sink = await startSink({ token: TOKEN });
  const { api, secrets } = desk();
  const verdicts = async () =>
    (await api.testDestination({ endpoint: sink.url, token: null })).map(({ verdict }) => verdict);
  assert.deepEqual(await verdicts(), ['good', 'refused']);
  secrets.kept.set(sink.url, TOKEN);
  assert.deepEqual(await verdicts(), ['good', 'skipped', 'good']);
  secrets.broken = 'it is locked';
  assert.deepEqual(await verdicts(), ['good', 'unknown']);
  await sink.close();
});

test('an address is kept in the file with the boxes that are on, the token never', async () => {
  const sink = await startSink({ token: TOKEN });
  const { api, book, secrets, forwarding } = desk({ text: settingsFor('dgx:8000', '# mine\n') });
  assert.deepEqual(await api.saveDestination({ endpoint: sink.url, token: TOKEN }), { ok: true });
  assert.deepEqual([...secrets.kept], [[sink.url, TOKEN]]);
  assert.deepEqual([book.configuration.forward.endpoint, book.configuration.forward.boxes], [sink.url, []]);
  assert.deepEqual(await api.setForwarding({ box: 'dgx', on: true }), { ok: true });
  assert.deepEqual(book.configuration.forward.boxes, ['dgx']);
  assert.equal((await forwarding())?.state, 'on');
  assert.match(book.text, /# mine/);
  assert.ok(!book.text.includes(TOKEN));
  await sink.close();
});

test('a new address may keep the stored token; without one it is told', async () => {
  const sink = await startSink({ token: TOKEN });
  const { api, secrets } = desk();
  const save = () => api.saveDestination({ endpoint: sink.url, token: null });
  assert.deepEqual(await save(), { ok: false, reason: 'No token is stored for this address. Enter one' });
  secrets.kept.set(sink.url, TOKEN);
  assert.deepEqual(await save(), { ok: true });
  await sink.close();
});

test('the token of the environment needs no keychain', async () => {
  const sink = await startSink({ token: TOKEN });
  const secrets = new FakeSecrets();
  secrets.broken = 'there is none';
  const { api, forwarding } = desk({ secrets, token: TOKEN });
  assert.deepEqual(await api.saveDestination({ endpoint: sink.url, token: null }), { ok: true });
  assert.equal((await forwarding())?.tokenStored, true);
  await sink.close();
});

test('a file that cannot be written is told; token and address hold until the program ends', async () => {
  const sink = await startSink({ token: TOKEN });
  const { api, secrets, book, forwarding } = desk({ unwritable: 'the disk is full' });
  const unkept = 'until the program ends, but this cannot be kept: the disk is full';
  assert.deepEqual(await api.saveDestination({ endpoint: sink.url, token: TOKEN }), {
    ok: false,
    reason: `Metrics go there ${unkept}`,
  });
  assert.deepEqual([...secrets.kept], [[sink.url, TOKEN]]);
  assert.deepEqual(await api.setForwarding({ box: 'dgx', on: true }), {
    ok: false,
    reason: `Forwarding is on ${unkept}`,
  });
  assert.deepEqual([(await forwarding())?.state, (await forwarding())?.endpoint], ['on', sink.url]);
  assert.equal(book.configuration.forward.endpoint, undefined);
  await sink.close();
});

test("a Collector's configuration is not written into", async () => {
  const { api, book } = desk({ text: PAGE_WITH_TARGET });
  const before = book.text;
  const box = book.configuration.targets[0]?.box ?? '';
  const answer = await api.setForwarding({ box, on: false });
  assert.match(answer.ok ? '' : answer.reason, /^Forwarding is off until the program ends, .*Collector/);
  assert.equal((await api.chooseFamilies({ preset: 'everything', on: [], off: [] })).ok, false);
  assert.equal(book.text, before);
});

test('families are switched in the file, and patterns of the user stay', async () => {
  const { api, book } = desk({ text: settingsFor('dgx:8000', 'forward: { families: { exclude: ["x.*"] } }\n') });
  assert.deepEqual(await api.chooseFamilies({ preset: 'dashboards', on: ['mine'], off: [] }), { ok: true });
  assert.deepEqual(book.configuration.forward.families, { preset: 'dashboards', include: ['mine'], exclude: ['x.*'] });
  const refused = await api.chooseFamilies({ preset: 'dashboards', on: ['xy'], off: [] });
  assert.equal(refused.ok ? null : refused.problems[0]?.field, 'xy');
});

/** Lets a monitor scrape, forwarding nowhere, and sets what was planned beside what the ledger counts for one scrape. */
async function plannedAndProduced(address: string, families = 'default') {
  const forward = `forward: { boxes: all, families: ${families} }\n`;
  const { monitor, api } = desk({ text: settingsFor(address, forward, '500ms') });
  // Only what went by between two looks at one steady scrape is compared.
  const produced: number[] = [];
  let last = { good: 0, produced: 0 };
  api.on('snapshot', ({ boxes: [now] }) => {
    const { good } = now?.scrapes ?? { good: 0 };
    if (now === undefined || good === last.good) return;
    if (last.good > 1 && good === last.good + 1) produced.push(now.forwarding.ledger.produced - last.produced);
    last = { good, produced: now.forwarding.ledger.produced };
  });
  monitor.start();
  await until('a steady scrape', () => produced.length > 0);
  const plan = await api.sendPlan({ box: 'dgx' });
  await monitor.stop();
  return { plan, produced };
}

test(
  'a plan counts what a scrape of a real NIM really gives',
  { skip: !existsSync(NIM_TEXT) && 'no ../shared/fixtures beside the clone' },
  async (t) => {
    const text = readFileSync(NIM_TEXT, 'utf8');
    const { url, server } = await serve(() => text);
    t.after(() => server.close());
    for (const families of ['default', 'dashboards', 'everything']) {
      const { plan, produced } = await plannedAndProduced(new URL(url).host, families);
      assert.deepEqual(new Set(produced), new Set([plan.pointsPerScrape]), families);
      assert.equal(plan.preset, families);
      assert.equal(plan.pointsPerMonth, plan.pointsPerScrape * 2 * 3_600 * 24 * 30);
    }
  },
);

test('a plan counts what a scrape of the simulator really gives', async (t) => {
  const simulator = await startSimulator({});
  t.after(() => simulator.close());
  const { plan, produced } = await plannedAndProduced(new URL(simulator.url).host);
  assert.equal(produced[produced.length - 1], plan.pointsPerScrape);
  assert.ok(plan.families.some(({ type, pointsPerScrape }) => type === 'histogram' && pointsPerScrape === 1));
});

test('of a box that is not there nothing is planned', async () => {
  assert.deepEqual((await desk().api.sendPlan({ box: 'else' })).families, []);
});
