import assert from 'node:assert/strict';
import test from 'node:test';
import { parseDocument, type Document } from 'yaml';
import { editYaml } from '../../../../main/app/settings/edit-yaml.ts';

type Edit = (document: Document) => void;

function changed(text: string, edit: Edit): string {
  const result = editYaml(text, edit);
  assert.ok(result.ok, result.ok ? '' : result.reason);
  return result.text;
}

function refusal(text: string, edit: Edit): string {
  const result = editYaml(text, edit);
  return result.ok ? `done: ${result.text}` : result.reason;
}

/** Lines with `-` before those that went and `+` before those that came; the lines in common stay in order. */
function difference(before: string, after: string): readonly string[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const common = (a: number, b: number): readonly number[][] => {
    const [x, y] = [old[a], now[b]];
    if (x === undefined || y === undefined) return [];
    if (x === y) return [[a, b], ...common(a + 1, b + 1)];
    const [left, right] = [common(a + 1, b), common(a, b + 1)];
    return left.length >= right.length ? left : right;
  };
  const kept = common(0, 0);
  const gone = old.filter((_, at) => !kept.some(([a]) => a === at));
  const come = now.filter((_, at) => !kept.some(([, b]) => b === at));
  return [...gone.map((line) => `-${line}`), ...come.map((line) => `+${line}`)];
}

const FILE = `# The boxes of the lab.

global:
    scrape_interval:   10s   # fast

scrape_configs:
- job_name:   'nim' # the large one
  static_configs:
  - targets: ['dgx:8000',   "spark:8000"]

# Where to.
forward:
    endpoint: "https://abc12345.live.dynatrace.com"
    boxes: all # everything
`;

const ROWS: readonly (readonly [what: string, edit: Edit, difference: readonly string[]])[] = [
  ['nothing', () => undefined, []],
  ['the value that it has', (file) => file.setIn(['global', 'scrape_interval'], '10s'), []],
  [
    'a value: blanks and comment stay',
    (file) => file.setIn(['global', 'scrape_interval'], '30s'),
    ['-    scrape_interval:   10s   # fast', '+    scrape_interval:   30s   # fast'],
  ],
  [
    'a value in quotes stays in quotes',
    (file) => file.setIn(['forward', 'endpoint'], 'https://x.example'),
    ['-    endpoint: "https://abc12345.live.dynatrace.com"', '+    endpoint: "https://x.example"'],
  ],
  [
    'a new key stands behind the others, as far to the right',
    (file) => file.setIn(['global', 'scrape_timeout'], '5s'),
    ['+    scrape_timeout: 5s'],
  ],
  [
    'a list in the place of a word: its comment stays with the key',
    (file) => file.setIn(['forward', 'boxes'], ['dgx', 'null', 'yes', '22:30']),
    [
      '-    boxes: all # everything',
      '+    boxes: # everything',
      ...['+    - dgx', '+    - "null"', '+    - "yes"', '+    - "22:30"'],
    ],
  ],
  [
    'an item, dashes where the others have them',
    (file) =>
      file.addIn(['scrape_configs'], file.createNode({ job_name: 'b', static_configs: [{ targets: ['c:1'] }] })),
    ['+- job_name: b', '+  static_configs:', '+  - targets:', '+    - c:1'],
  ],
  [
    'an item of a list in brackets',
    (file) => file.addIn(['scrape_configs', 0, 'static_configs', 0, 'targets'], 'c:1'),
    [`-  - targets: ['dgx:8000',   "spark:8000"]`, `+  - targets: ['dgx:8000', "spark:8000", c:1]`],
  ],
  [
    'a part of its own stands apart; numbers and booleans are no texts',
    (file) => file.setIn(['alerts'], [{ rule: 'kv', on: false, threshold: 0.9 }]),
    ['+alerts:', '+- rule: kv', '+  on: false', '+  threshold: 0.9', '+'],
  ],
  [
    'a part goes with the comment above it',
    (file) => file.delete('forward'),
    [
      ...['-# Where to.', '-forward:', '-    endpoint: "https://abc12345.live.dynatrace.com"'],
      ...['-    boxes: all # everything', '-'],
    ],
  ],
];
for (const [what, edit, lines] of ROWS) {
  test(what, () => {
    assert.deepEqual(difference(FILE, changed(FILE, edit)), lines);
  });
}

test('line ends, the mark before the first letter and a missing last line end stay', () => {
  const windows = `\ufeff${FILE.replace(/\n/g, '\r\n')}`;
  const after = changed(windows, (file) => file.setIn(['global', 'scrape_timeout'], '5s'));
  assert.equal(after, windows.replace('# fast\r\n', '# fast\r\n    scrape_timeout: 5s\r\n'));
  assert.equal(
    changed('a: 1\nb: 2', (file) => file.set('c', 3)),
    'a: 1\nb: 2\nc: 3',
  );
});

test('no-break spaces at the beginning of a line stay, and what is new has usual ones', () => {
  const copied = 'global:\n\u00a0 scrape_interval: 10s\n';
  assert.equal(
    changed(copied, (file) => file.setIn(['global', 'scrape_timeout'], '5s')),
    `${copied}  scrape_timeout: 5s\n`,
  );
});

test('a text without anything in it keeps its comments', () => {
  const set: Edit = (file) => file.setIn(['forward', 'endpoint'], 'https://x.example');
  assert.equal(changed('', set), 'forward:\n  endpoint: https://x.example\n');
  assert.equal(changed('# mine\n', set), '# mine\n\nforward:\n  endpoint: https://x.example\n');
  assert.equal(changed('{}\n', set), 'forward:\n  endpoint: https://x.example\n');
});

test('a key with nothing behind it is filled; so is an empty list', () => {
  const endpoint: Edit = (file) => file.setIn(['forward', 'endpoint'], 'https://x.example');
  assert.equal(
    changed('forward: # later\n  # endpoint: ?\nboxes: []\n', endpoint),
    'forward: # later\n  endpoint: https://x.example\n  # endpoint: ?\nboxes: []\n',
  );
  const box: Edit = (file) => file.addIn(['boxes'], file.createNode({ name: 'a' }));
  assert.equal(changed('boxes: []\n', box), 'boxes:\n  - name: a\n');
});

test('an item goes with its comment; the others keep theirs, and the first line is about all of them', () => {
  const text = 'boxes:\n  # one\n  - a # 1\n  # two\n  - b # 2\n  # three\n  - c # 3\n';
  assert.equal(
    changed(text, (file) => file.deleteIn(['boxes', 1])),
    'boxes:\n  # one\n  - a # 1\n  # three\n  - c # 3\n',
  );
  assert.equal(
    changed(text, (file) => file.deleteIn(['boxes', 0])),
    'boxes:\n  # one\n  # two\n  - b # 2\n  # three\n  - c # 3\n',
  );
  assert.equal(
    changed(text, (file) => file.setIn(['boxes'], ['a', 'd', 'c'])),
    'boxes:\n  # one\n  - a # 1\n  - d\n  # three\n  - c # 3\n',
  );
});

test('what an alias uses too is not changed behind its back', () => {
  const text = 'a: &shared\n  x: 1\nb: *shared\nc: &own\n  x: 1\n';
  assert.match(
    refusal(text, (file) => file.setIn(['a', 'x'], 2)),
    /&shared is used in other places too\. Change it in an editor/,
  );
  assert.match(
    refusal(text, (file) => file.setIn(['b', 'x'], 2)),
    /Change it in an editor/,
  );
  assert.match(
    refusal(text, (file) => file.delete('a')),
    /&shared/,
  );
  assert.equal(
    changed(text, (file) => file.setIn(['c', 'x'], 2)),
    text.replace('&own\n  x: 1', '&own\n  x: 2'),
  );
});

test('an anchor, a merge, a block of text and a tag stay as they are beside a change', () => {
  const text = 'd: &d { x: 1 }\ne:\n  <<: *d\n  y: |\n    two\n    lines\n\n  z: !!str 3\nf: &f 10s # f\n';
  const after = changed(text, (file) => {
    file.setIn(['e', 'w'], '4');
    file.set('f', '20s');
  });
  assert.equal(after, text.replace('!!str 3\n', '!!str 3\n  w: "4"\n').replace('10s', '20s'));
});

/** Small programs of edits on a file as people write it: the text says what was asked, and no other line is touched. */
test('whatever is changed, the text then says it, and every comment is still there', () => {
  const paths: readonly (readonly (string | number)[])[] = [
    ['global', 'scrape_interval'],
    ['global', 'external_labels', 'site'],
    ['scrape_configs', 0, 'job_name'],
    ['scrape_configs', 0, 'params', 'x'],
    ['forward', 'endpoint'],
    ['forward', 'families', 'include'],
    ['boxes'],
  ];
  const values = ['10s', 'a: b', '#x', 'null', '', true, 7, ['a', 'b: c'], { k: 'v', l: ['- x'] }, 'two\nlines', ' x '];
  for (const first of paths) {
    for (const value of values) {
      const edit: Edit = (file) => file.setIn(first, value);
      const result = editYaml(FILE, edit);
      assert.ok(result.ok, JSON.stringify([first, value]));
      const after = result.text;
      const said: unknown = parseDocument(after, { schema: 'failsafe' }).getIn(first);
      const meant = typeof value === 'object' ? JSON.stringify(value) : String(value);
      assert.equal(typeof value === 'object' ? JSON.stringify(said) : said, meant, after);
      assert.deepEqual(after.match(/#(?! ?x).*$/gm), FILE.match(/#.*$/gm), after);
    }
  }
});
