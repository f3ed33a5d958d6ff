import assert from 'node:assert/strict';
import test from 'node:test';
import type { RawExposition } from '../../../../main/core/model/exposition.ts';
import type { Labels } from '../../../../main/core/model/sample.ts';
import type { ScrapeLimits } from '../../../../main/core/model/target-settings.ts';
import { limitProblem, lineProblem, MAX_LINE_BYTES } from '../../../../main/core/scrape/check-limits.ts';

const NONE: ScrapeLimits = { bodySize: 0, samples: 0, labels: 0, labelNameLength: 0, labelValueLength: 0 };

/** Samples in two families. */
function exposition(...all: readonly (readonly [name: string, labels?: Labels])[]): RawExposition {
  const samples = all.map(([name, labels = []], line) => ({
    line: line + 1,
    sample: { name, labels, value: 1, timestampMs: undefined, exemplar: undefined },
  }));
  const family = { type: 'unknown', help: '', unit: '' } as const;
  return {
    format: 'text',
    families: [
      { name: 'a', ...family, samples: samples.slice(0, 1) },
      { name: 'b', ...family, samples: samples.slice(1) },
    ],
    problems: { issues: [], count: 0, families: new Set() },
    complete: true,
  };
}

const LABELS: Labels = [
  ['instance', 'dgx:8000'],
  ['job', 'j'],
];
const NOTE = '. Raise the limit, or drop what is not needed with metric_relabel_configs';

const CASES: readonly (readonly [
  name: string,
  raw: RawExposition,
  limits: Partial<ScrapeLimits>,
  problem: string | undefined,
])[] = [
  ['no limits', exposition(['a', LABELS], ['b'.repeat(1_000)]), {}, undefined],
  ['as many samples as allowed', exposition(['a'], ['b'], ['c']), { samples: 3 }, undefined],
  [
    'one sample more',
    exposition(['a'], ['b'], ['c']),
    { samples: 2 },
    `sample_limit: 3 samples, and 2 are allowed${NOTE}`,
  ],
  ['__name__ counts as a label', exposition(['a', LABELS]), { labels: 3 }, undefined],
  [
    'one label more',
    exposition(['x'], ['a', LABELS]),
    { labels: 2 },
    `label_limit: metric "a" has 3 labels, and 2 are allowed${NOTE}`,
  ],
  ['__name__ has eight letters', exposition(['a', LABELS]), { labelNameLength: 8 }, undefined],
  [
    'and is a label name as any other',
    exposition(['a']),
    { labelNameLength: 7 },
    `label_name_length_limit: metric "a", label "__name__": the name has 8 bytes, and 7 are allowed${NOTE}`,
  ],
  [
    'a label name that is longer',
    exposition(['a', [['abcdefghi', '']]]),
    { labelNameLength: 8 },
    `label_name_length_limit: metric "a", label "abcdefghi": the name has 9 bytes, and 8 are allowed${NOTE}`,
  ],
  ['a value as long as allowed', exposition(['a', LABELS]), { labelValueLength: 8 }, undefined],
  [
    'a longer value',
    exposition(['a', LABELS]),
    { labelValueLength: 7 },
    `label_value_length_limit: metric "a", label "instance": the value has 8 bytes, and 7 are allowed${NOTE}`,
  ],
  [
    'the metric’s name is a value',
    exposition(['abcd']),
    { labelValueLength: 3 },
    `label_value_length_limit: metric "abcd", label "__name__": the value has 4 bytes, and 3 are allowed${NOTE}`,
  ],
  [
    'bytes, not letters',
    exposition(['a', [['l', 'äöü']]]),
    { labelValueLength: 5 },
    `label_value_length_limit: metric "a", label "l": the value has 6 bytes, and 5 are allowed${NOTE}`,
  ],
  ['bytes, just enough', exposition(['a', [['l', 'äöü']]]), { labelValueLength: 6 }, undefined],
  [
    'a label limit is told before the sample limit',
    exposition(['a'], ['b', LABELS]),
    { samples: 1, labels: 1 },
    `label_limit: metric "b" has 3 labels, and 1 are allowed${NOTE}`,
  ],
  [
    'a long name is shortened',
    exposition(['x'.repeat(60), LABELS]),
    { labels: 1 },
    `label_limit: metric "${'x'.repeat(50)}…" has 3 labels, and 1 are allowed${NOTE}`,
  ],
];
for (const [name, raw, limits, problem] of CASES) {
  test(name, () => {
    assert.equal(limitProblem(raw, { ...NONE, ...limits }), problem);
  });
}

test('a line may be as long as the limit, and no longer, the last one too', () => {
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
  const longest = 'x'.repeat(MAX_LINE_BYTES);
  assert.equal(lineProblem(encode(`a 1\n${longest}\nb 1\n${longest}`)), undefined);
  assert.match(
    lineProblem(encode(`a 1\n${longest}x\nb 1\n`)) ?? '',
    /^line 2 has 1048577 bytes, and 1048576 are allowed/,
  );
  assert.match(lineProblem(encode(`a 1\nb 1\n${longest}x`)) ?? '', /^line 3 has/);
  assert.equal(lineProblem(new Uint8Array()), undefined);
});
