import assert from 'node:assert/strict';
import test from 'node:test';
import type { FamilyExplanation, ScrapeExplanation, TileExplanation } from '../../../../main/app/explain-scrape.ts';
import {
  drawExplanation,
  explanationJson,
  issueLine,
  sampleJson,
} from '../../../../main/hosts/headless/explanation.ts';

type Sample = FamilyExplanation['samples'][number];
const sample = (value: number, over: Partial<Sample> = {}): Sample => ({
  ...{ name: 'm', labels: [], value, timestampMs: undefined, exemplar: undefined },
  ...over,
});
const tile = (over: Partial<TileExplanation>): TileExplanation => ({
  ...{ id: 'kvCache', kind: 'gauge', name: 'KV cache', unit: '1', value: 0.5, above: null, why: null },
  ...{ families: ['cache'], sinceStart: false },
  ...over,
});
const family = (over: Partial<FamilyExplanation> = {}): FamilyExplanation => ({
  ...{ name: 'm', type: 'gauge', unit: '', help: '', series: 1, samples: [sample(1)] },
  ...over,
});
const explanation = (over: Partial<ScrapeExplanation> = {}): ScrapeExplanation => ({
  ...{ dialect: 'nim-1', dialectName: 'NIM 1.x', format: 'text', families: [], series: 0, samples: 0 },
  ...{ tiles: [], issues: [], issueCount: 0 },
  ...over,
});
const ISSUE = { line: 3, column: 5, expected: 'a value', family: undefined };

const VALUES: readonly (readonly [string, Partial<TileExplanation>, string])[] = [
  ['a share', { value: 0.1234 }, '12.3 %'],
  ['a short time', { value: 0.0254, unit: 's' }, '25.4 ms'],
  ['a time', { value: 2.5, unit: 's' }, '2.5 s'],
  ['above all bounds', { value: Infinity, above: 30, unit: 's' }, '> 30 s'],
  ['above no bound', { value: Infinity, unit: 's' }, 'above all buckets'],
  ['bytes', { value: 266_338_304, unit: 'By' }, '254 MiB'],
  ['no bytes', { value: 0, unit: 'By' }, '0 B'],
  ['degrees', { value: 59, unit: 'Cel' }, '59 °C'],
  ['watts', { value: 631.95, unit: 'W' }, '632 W'],
  ['a code', { value: 79, unit: '' }, '79'],
  ['one', { value: 1, unit: '{request}' }, '1 request'],
  ['a count', { value: 2_826, unit: '{request}' }, '2,826 requests'],
  ['a total', { value: 1_204, unit: '{token}', sinceStart: true }, '1,204 tokens  since its start'],
];

for (const [name, over, words] of VALUES) {
  test(`a tile: ${name}`, () => {
    const [, , , line] = drawExplanation(explanation({ tiles: [tile(over)] }));
    assert.equal(line?.replace(/ {3,}/, '  '), `  KV cache  ${words}  (cache)`);
  });
}

test('a tile without a value says why', () => {
  const lines = drawExplanation(explanation({ tiles: [tile({ value: null, why: 'no number' })] }));
  assert.match(lines[3] ?? '', /^ {2}KV cache +– {2}no number {2}\(cache\)$/);
});

test('what a target does not tell is one line', () => {
  const untold = { kind: null, value: null, families: [] } as const;
  const tiles = [tile({}), tile({ ...untold, name: 'Waiting' }), tile({ ...untold, name: 'GPU power' })];
  const lines = drawExplanation(explanation({ tiles }));
  assert.deepEqual(lines.slice(4), ['  Not told by this target: Waiting; GPU power']);
});

test('says what it is and what is in it', () => {
  const text = drawExplanation(explanation({ families: [family()], series: 1, samples: 1_200, issueCount: 1 }));
  assert.equal(text[0], 'NIM 1.x, Prometheus text: 1 family, 1 series, 1,200 samples, 1 issue');
  const nothing = drawExplanation(explanation({ dialectName: '', format: 'openmetrics' }));
  assert.deepEqual(nothing, [
    'Metrics of no kind that is known here, OpenMetrics: no metrics in it, 0 families, 0 series, 0 samples, 0 issues',
  ]);
});

test('a family with its first samples', () => {
  const labels = [['a', 'x"y']] as const;
  const samples = [sample(1, { labels }), sample(NaN), sample(3), sample(4), sample(5)];
  const lines = drawExplanation(explanation({ families: [family({ unit: 's', help: 'Time.', series: 5, samples })] }));
  assert.deepEqual(lines.slice(2), [
    'Families',
    '  m  gauge, in s, 5 series: Time.',
    String.raw`      m{a="x\"y"} 1`,
    '      m NaN',
    '      m 3',
    '      and 2 more (--samples lists all)',
  ]);
});

test('issues with their place; those that are not listed are counted', () => {
  assert.equal(issueLine(ISSUE), 'line 3, column 5: expected a value');
  assert.ok(issueLine({ ...ISSUE, expected: `label "${'x'.repeat(1e6)}" only once` }).length < 300);
  const lines = drawExplanation(explanation({ issues: [ISSUE], issueCount: 3 }));
  assert.deepEqual(lines.slice(2), ['Issues', '  line 3, column 5: expected a value', '  and 2 more']);
});

test('nothing that a target says steers the terminal', () => {
  const evil = '\u001b[2J\u009b31m\r\n\u202e';
  const samples = [sample(1, { name: evil, labels: [[evil, evil]] })];
  const lines = drawExplanation(
    explanation({
      families: [family({ name: evil, help: evil, unit: evil, samples })],
      issues: [{ ...ISSUE, expected: evil }],
      tiles: [tile({ families: [evil] })],
    }),
  );
  assert.doesNotMatch(lines.join(''), /[\u0000-\u001f\u007f-\u009f\u202e]/);
});

test('a text that is too long for a line is cut', () => {
  const lines = drawExplanation(explanation({ families: [family({ help: 'x'.repeat(5_000) })] }));
  assert.ok(lines.every((line) => line.length < 500));
});

const SAMPLES: readonly (readonly [string, Sample, string])[] = [
  ['a number', sample(1.5), '{"name":"m","labels":{},"value":1.5}'],
  ['a large one', sample(1e300), '{"name":"m","labels":{},"value":1e+300}'],
  ['less than nothing', sample(-0), '{"name":"m","labels":{},"value":-0}'],
  ['not a number', sample(NaN), '{"name":"m","labels":{},"value":"NaN"}'],
  ['infinite', sample(Infinity), '{"name":"m","labels":{},"value":"+Inf"}'],
  ['infinite below', sample(-Infinity), '{"name":"m","labels":{},"value":"-Inf"}'],
  ['with a time', sample(1, { timestampMs: 1_500.25 }), '{"name":"m","labels":{},"value":1,"timestamp":1500.25}'],
  [
    'with any label',
    sample(1, { labels: [['__proto__', 'x'], ['a', '"\n']] }),
    '{"name":"m","labels":{"__proto__":"x","a":"\\"\\n"},"value":1}',
  ],
]; // prettier-ignore

for (const [name, given, json] of SAMPLES) {
  test(`a sample as JSON: ${name}`, () => {
    assert.equal(sampleJson(given), json);
    const { labels } = JSON.parse(json) as { labels: object };
    assert.deepEqual(Object.entries(labels), given.labels);
  });
}

test('the explanation as JSON: one line, families with counts, an infinite value in words', () => {
  const tiles = [tile({ value: Infinity, above: 30 })];
  const json = explanationJson(explanation({ families: [family()], tiles, issues: [ISSUE], issueCount: 1 }), 'why not');
  assert.ok(!json.includes('\n'));
  const read = JSON.parse(json) as Record<string, unknown>;
  assert.deepEqual(read['families'], [{ name: 'm', type: 'gauge', unit: '', help: '', series: 1, samples: 1 }]);
  assert.deepEqual((read['tiles'] as TileExplanation[])[0]?.value, '+Inf');
  assert.deepEqual([read['dialect'], read['issueCount'], read['refusal']], ['nim-1', 1, 'why not']);
  assert.ok(!('refusal' in (JSON.parse(explanationJson(explanation(), undefined)) as object)));
});
