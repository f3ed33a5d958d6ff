import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import test from 'node:test';
import {
  explainScrape,
  type ScrapeAnswer,
  type ScrapeExplanation,
  type ScrapeQuestion,
} from '../../../main/app/explain-scrape.ts';
import { sampleJson } from '../../../main/hosts/headless/explanation.ts';
import { fixtureBytes, fixtureNames, noFixtures } from '../../expositions/fixtures.ts';

type Read = Extract<ScrapeAnswer, { kind: 'read' }>;

const OPENMETRICS = '# TYPE a counter\n# UNIT a seconds\n# HELP a How long.\na_seconds_total 1\n# EOF\n';

async function explained(text: string, how: Partial<ScrapeQuestion> = {}): Promise<Read> {
  const source = { kind: 'text', body: Buffer.from(text) } as const;
  const answer = await explainScrape({ source, format: 'auto', strict: false, ...how });
  if (answer.kind === 'failed') throw new Error(answer.reason);
  return answer;
}

async function about(text: string, how: Partial<ScrapeQuestion> = {}): Promise<ScrapeExplanation> {
  return (await explained(text, how)).explanation;
}

const FORMATS: readonly (readonly [string, string, ScrapeQuestion['format'], string])[] = [
  ['a text', 'a 1\n', 'auto', 'text'],
  ['OpenMetrics by its end', '# TYPE a gauge\na 1\n# EOF\n', 'auto', 'openmetrics'],
  ['OpenMetrics by its end, without the last newline', '# TYPE a gauge\na 1\n# EOF', 'auto', 'openmetrics'],
  ['nothing but the end', '# EOF\n', 'auto', 'openmetrics'],
  ['OpenMetrics with the line ends of Windows', '# TYPE a gauge\r\na 1\r\n# EOF\r\n', 'auto', 'openmetrics'],
  ['something behind the end', 'a 1\n# EOF\nb 1\n', 'auto', 'text'],
  ['a comment that ends so', 'a 1\n## EOF\n', 'auto', 'text'],
  ['as it is told', 'a 1\n# EOF\n', 'text', 'text'],
];

for (const [name, text, format, expected] of FORMATS) {
  test(`the format: ${name}`, async () => {
    assert.equal((await about(text, { format })).format, expected);
  });
}

test('a text that would fill the memory is not read', async () => {
  const source = { kind: 'text', body: new Uint8Array(256 * 1024 * 1024 + 1) } as const;
  assert.deepEqual(await explainScrape({ source, format: 'auto', strict: false }), {
    kind: 'failed',
    reason: 'it is larger than 256 MiB',
  });
});

const HISTOGRAM = `# TYPE h histogram
h_bucket{le="1",a="x"} 1
h_bucket{le="+Inf",a="x"} 2
h_sum{a="x"} 3
h_count{a="x"} 2
`;
const SUMMARY = '# TYPE s summary\ns{quantile="0.5"} 1\ns{quantile="0.9"} 2\ns_sum 3\ns_count 2\n';

test('families with type, unit, help and the number of series, which is not that of samples', async () => {
  const text = `${HISTOGRAM}${SUMMARY}# HELP gpu_cache_usage_perc Used.\n# TYPE gpu_cache_usage_perc gauge\ngpu_cache_usage_perc{m="a"} 0.1\ngpu_cache_usage_perc{m="b"} 0.2\n`;
  const { families, series, samples } = await about(text);
  assert.deepEqual(
    families.map(({ name, type, unit, help, series: count }) => [name, type, unit, help, count]),
    [
      ['h', 'histogram', '', '', 1],
      ['s', 'summary', '', '', 1],
      ['gpu_cache_usage_perc', 'gauge', '1', 'Used.', 2],
    ],
  );
  assert.deepEqual([series, samples], [4, 10]);
});

test('the unit that the text tells comes first', async () => {
  const name = 'gpu_memory_used_bytes';
  const { families } = await about(
    `# TYPE ${name} gauge\n# UNIT ${name} bytes\n# HELP ${name} Used.\n${name} 1\n# EOF\n`,
  );
  assert.deepEqual(
    families.map(({ type, unit, help }) => [type, unit, help]),
    [['gauge', 'bytes', 'Used.']],
  );
});

test('samples come in the order of the text, also where families are mixed', async () => {
  const { samples } = await explained(`# TYPE a gauge\n# TYPE b gauge\na{n="1"} 1\nb 2\na{n="2"} 3\nc 4\n`);
  assert.deepEqual(
    samples.map(({ value }) => value),
    [1, 2, 3, 4],
  );
});

test('a total is of all time and has no rate in its unit; a gauge is of now', async () => {
  const { tiles, dialectName } = await about(
    '# TYPE num_requests_running gauge\nnum_requests_running 2\n# TYPE generation_tokens_total counter\ngeneration_tokens_total 1204\n',
  );
  const tile = (id: string) => tiles.find((candidate) => candidate.id === id);
  assert.equal(dialectName, 'NIM 1.x');
  const out = tile('tokensOut');
  assert.deepEqual([out?.name, out?.value, out?.unit, out?.sinceStart], ['Tokens out', 1_204, '{token}', true]);
  const running = tile('running');
  assert.deepEqual([running?.value, running?.unit, running?.sinceStart], [2, '{request}', false]);
  assert.deepEqual([tile('xid')?.value, tile('xid')?.why], [null, 'this target does not tell it']);
});

const REFUSALS: readonly (readonly [string, string, Partial<ScrapeQuestion>, string | undefined])[] = [
  ['a good text', 'a 1\n', {}, undefined],
  ['a bad line costs that line', 'a 1\nb{ 2\n', {}, undefined],
  ['but not when strict', 'a 1\nb{ 2\n', { strict: true }, '1 issue'],
  ['a good text, strict', 'a 1\n', { strict: true }, undefined],
  ['a series that comes twice, with two times', '# TYPE a gauge\na 1 1\na 1 2\n# EOF\n', { strict: true }, undefined],
  ['nothing at all is a text', '', {}, undefined],
  ['an end is a text', '# EOF\n', {}, undefined],
  ['no metrics', '<html>\n<body>\n', {}, 'there are no metrics in it'],
  ['cut short', '# TYPE a gauge\na 1\n', { format: 'openmetrics' }, 'the text is cut short: it lacks its # EOF'],
];

for (const [name, text, how, refusal] of REFUSALS) {
  test(`refused or not: ${name}`, async () => {
    assert.equal((await explained(text, how)).refusal, refusal);
  });
}

test('issues have their place', async () => {
  const { issues, issueCount } = await about('a 1\nb{ 2\n');
  assert.equal(issueCount, 1);
  assert.equal(issues[0]?.line, 2);
});

/** Serves one answer at `/v1/metrics`. */
async function serve(contentType: string, text: string): Promise<{ address: string; close: () => void }> {
  const server = createServer((request, response) => {
    if (request.url === '/v1/metrics') response.setHeader('content-type', contentType).end(text);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return { address, close: () => server.close() };
}

test('a target is asked once, and its Content-Type says what it answers', async () => {
  const { address, close } = await serve('application/openmetrics-text; version=1.0.0; charset=utf-8', OPENMETRICS);
  const question = { source: { kind: 'address', address }, format: 'auto', strict: false } as const;
  const answer = await explainScrape(question);
  assert.equal(answer.kind === 'read' && answer.explanation.format, 'openmetrics');
  const asText = await explainScrape({ ...question, format: 'text' });
  assert.equal(asText.kind === 'read' && asText.explanation.format, 'text');
  close();
  const closed = await explainScrape(question);
  assert.equal(closed.kind, 'failed');
});

test('an address that is none is said', async () => {
  const source = { kind: 'address', address: 'http://' } as const;
  const answer = await explainScrape({ source, format: 'auto', strict: false });
  assert.match(answer.kind === 'failed' ? answer.reason : '', /is no address/);
});

test('every sample of every fixture, written as JSON, is read back as it was', { skip: noFixtures }, async () => {
  let count = 0;
  for (const name of fixtureNames()) {
    const source = { kind: 'text', body: fixtureBytes(name) } as const;
    const answer = await explainScrape({ source, format: 'auto', strict: false });
    assert.ok(answer.kind === 'read', name);
    for (const sample of answer.samples) {
      const read = JSON.parse(sampleJson(sample)) as {
        name: string;
        labels: object;
        value: unknown;
        timestamp?: number;
      };
      const value = typeof read.value === 'string' ? Number(read.value.replace('Inf', 'Infinity')) : read.value;
      assert.deepEqual(
        [read.name, Object.entries(read.labels), value],
        [sample.name, inJsonOrder(sample.labels), sample.value],
      );
      assert.equal(read.timestamp, sample.timestampMs);
      count += 1;
    }
  }
  assert.ok(count > 5_000);
});

/** An object lists keys that are whole numbers first. */
function inJsonOrder(labels: Read['samples'][number]['labels']): readonly (readonly [string, string])[] {
  return Object.entries(Object.fromEntries(labels));
}
