import assert from 'node:assert/strict';
import test from 'node:test';
import { parseDocument } from 'yaml';
import { listAt, textOf } from '../../../../main/app/boxes/yaml-nodes.ts';

const parse = (text: string) => parseDocument(text, { schema: 'failsafe' });

const CASES: readonly (readonly [before: string, after: string])[] = [
  ['', 'boxes:\n  - x\n'],
  ['boxes: []\n', 'boxes:\n  - x\n'],
  ['boxes:\n', 'boxes:\n  - x\n'],
  ['boxes:\n  - w # w\n', 'boxes:\n  - w # w\n  - x\n'],
  ['global: {}\n', 'global: {}\nboxes:\n  - x\n'],
];

for (const [before, after] of CASES) {
  test(`a list in ${JSON.stringify(before)}`, () => {
    const document = parse(before);
    listAt(document, 'boxes').add(document.createNode('x'));
    assert.equal(document.toString(), after);
  });
}

test('the text of what is one', () => {
  const document = parse('a: b\nc: [d]\n');
  assert.deepEqual(
    [textOf(document.get('a', true)), textOf('x'), textOf(document.get('c')), textOf(null)],
    ['b', 'x', '', ''],
  );
});
