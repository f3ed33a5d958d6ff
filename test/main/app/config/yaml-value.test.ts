import assert from 'node:assert/strict';
import test from 'node:test';
import { Reading } from '../../../../main/app/config/reading.ts';
import { parseYaml } from '../../../../main/app/config/yaml-text.ts';
import type { Keys, Value } from '../../../../main/app/config/yaml-value.ts';

const KEYS: Keys<'a' | 'other'> = {
  of: 'the test',
  known: ['a', 'other'],
  refused: (key) => (key === 'old' ? 'is old; use other' : undefined),
  ignored: (key) => (key === 'idle' ? 'has no effect' : undefined),
};

/** What `use` makes of the value of `a`, and each problem as `LINE:COLUMN: message`. */
function read<T>(text: string, use: (value: Value) => T, environment?: Record<string, string>) {
  const parsed = parseYaml({ file: 'f', text, indents: [] });
  assert.ok(parsed.ok);
  const reading = new Reading(parsed.yaml, environment);
  const value = reading.root()?.fields(KEYS).get('a');
  const result = value === undefined ? 'absent' : use(value);
  return { result, problems: reading.problems.map(({ line, column, message }) => `${line}:${column}: ${message}`) };
}

const GOOD: readonly (readonly [text: string, use: (value: Value) => unknown, expected: unknown])[] = [
  ['a: x', (value) => value.text(), 'x'],
  ['a: 0123', (value) => value.text(), '0123'],
  ['a: 1e3', (value) => value.text(), '1e3'],
  ['a: ""', (value) => value.text(), ''],
  ['a: "null"', (value) => value.text(), 'null'],
  ['a: |\n  x\n  y\n', (value) => value.text(), 'x\ny\n'],
  ['a:', (value) => value.text(), 'absent'],
  ['a: ~', (value) => value.text(), 'absent'],
  ['a: null', (value) => value.text(), 'absent'],
  ['b: &b x\na: *b'.replace('b:', 'other:'), (value) => value.text(), 'x'],
  ['a: true', (value) => value.flag(), true],
  ['a: Yes', (value) => value.flag(), true],
  ['a: "on"', (value) => value.flag(), true],
  ['a: off', (value) => value.flag(), false],
  ['a: 12', (value) => value.whole(), 12],
  ['a: 0', (value) => value.whole(), 0],
  ['a: 1h', (value) => value.duration(), 3_600_000],
  ['a: 1KB', (value) => value.size(), 1_024],
  ['a: x', (value) => value.oneOf(['x', 'y']), 'x'],
  ['a: [1, ~, x]', (value) => value.texts(), ['1', 'x']],
  [
    'a: {x: 1, y: }',
    (value) => value.entries().map(({ key, value: of }) => [key, of?.text()]),
    [
      ['x', '1'],
      ['y', undefined],
    ],
  ],
  ['a: {__proto__: 1}', (value) => value.entries().map(({ key }) => key), ['__proto__']],
  [
    'other: &base {a: 1, other: 2}\na: {<<: *base, other: 3}',
    (value) =>
      ['a', 'other'].map((key) =>
        value
          .fields(KEYS)
          .get(key as 'a')
          ?.text(),
      ),
    ['1', '3'],
  ],
  [
    'a: {<<: [{a: 1}, {a: 2, other: 4}]}',
    (value) =>
      ['a', 'other'].map((key) =>
        value
          .fields(KEYS)
          .get(key as 'a')
          ?.text(),
      ),
    ['1', '4'],
  ],
];
for (const [text, use, expected] of GOOD) {
  test(JSON.stringify(text), () => {
    assert.deepEqual(read(text, use), { result: expected, problems: [] });
  });
}

const BAD: readonly (readonly [text: string, use: (value: Value) => unknown, problems: readonly string[]])[] = [
  ['a: [x]', (value) => value.text(), ['1:4: a takes a text, not a list']],
  ['a: {x: 1}', (value) => value.text(), ['1:4: a takes a text, not a mapping']],
  ['a: " "', (value) => value.filledText(), ['1:4: a is empty']],
  ['a: maybe', (value) => value.flag(), ['1:4: a takes true or false, not "maybe"']],
  ['a: 1', (value) => value.flag(), ['1:4: a takes true or false, not "1"']],
  ['a: -1', (value) => value.whole(), ['1:4: a takes a whole number, not "-1"']],
  ['a: 1.5', (value) => value.whole(), ['1:4: a takes a whole number, not "1.5"']],
  ['a: 99999999999999999', (value) => value.whole(), ['1:4: a takes a whole number, not "99999999999999999"']],
  ['a: 10', (value) => value.duration(), ['1:4: a needs a unit: 10s, not "10"']],
  ['a: ten', (value) => value.duration(), ['1:4: a takes a duration such as 10s, 500ms or 1h30m, not "ten"']],
  ['a: 0s', (value) => value.duration(), ['1:4: a must be from 1ms to 24d, not "0s"']],
  ['a: 1y', (value) => value.duration(), ['1:4: a must be from 1ms to 24d, not "1y"']],
  ['a: 10', (value) => value.size(), ['1:4: a takes a size such as 10MB or 512KiB, not "10"']],
  ['a: z', (value) => value.oneOf(['x', 'y']), ['1:4: a is one of x, y, not "z"']],
  ['a: x', (value) => value.list(), ['1:4: a takes a list (lines that begin with "- "), not a single value']],
  ['a: {x: 1}', (value) => value.list(), ['1:4: a takes a list (lines that begin with "- "), not a mapping']],
  ['a: x', (value) => value.entries(), ['1:4: a takes a mapping (key: value), not a single value']],
  ['a: {x: 1, x: 2}', (value) => value.entries(), ['1:11: the key "x" stands here a second time']],
  ['a: {? [x] : 1}', (value) => value.entries(), ['1:4: a has a key that is no text']],
  ['a: {othr: 1}', (value) => value.fields(KEYS), ['1:5: unknown key "othr" in the test; did you mean "other"?']],
  [
    'a: {abcdefg: 1}',
    (value) => value.fields(KEYS),
    ['1:5: unknown key "abcdefg" in the test; the nearest known key is "a"'],
  ],
  ['a: x', (value) => value.fields(KEYS), ['1:4: the test takes a mapping (key: value), not a single value']],
  ['a: {old: 1}', (value) => value.fields(KEYS), ['1:5: old is old; use other']],
];
for (const [text, use, problems] of BAD) {
  test(`${JSON.stringify(text)}: ${problems[0] ?? ''}`, () => {
    assert.deepEqual(read(text, use).problems, problems);
  });
}

test('variables are filled in, and no message shows what was in them', () => {
  const environment = { SECRET: 'hunter2' };
  assert.equal(read('a: x${env:SECRET}', (value) => value.text(), environment).result, 'xhunter2');
  assert.equal(read('a: x${env:SECRET}', (value) => value.text()).result, 'x${env:SECRET}');
  const uses: readonly ((value: Value) => unknown)[] = [
    (value) => value.flag(),
    (value) => value.whole(),
    (value) => value.duration(),
    (value) => value.size(),
    (value) => value.oneOf(['x']),
  ];
  for (const use of uses) {
    const { problems } = read('a: ${env:SECRET}', use, environment);
    assert.equal(problems.length, 1);
    assert.match(problems[0] ?? '', /not "\$\{env:SECRET\}"$/);
  }
});
