import assert from 'node:assert/strict';
import test from 'node:test';
import { numberField, objectOf, textField, wordField } from '../../../main/demo/field-of.ts';

test('fields of the right kind are read, also by default', () => {
  const object = objectOf({ n: 0, t: 'x', w: 'b' });
  assert.equal(numberField(object, 'n', 5), 0);
  assert.equal(numberField(object, 'missing', 5), 5);
  assert.equal(textField(object, 't'), 'x');
  assert.equal(wordField(object, 'w', ['a', 'b']), 'b');
  assert.equal(wordField(object, 'missing', ['a', 'b'], 'a'), 'a');
});

test('every other value is refused in words', () => {
  for (const value of [null, [], 'text', 3]) assert.throws(() => objectOf(value), /JSON object/);
  const object = objectOf({ minus: -1, endless: Infinity, text: '3', empty: '' });
  for (const name of ['minus', 'endless', 'text', 'missing']) {
    assert.throws(() => numberField(object, name), new RegExp(`"${name}" takes a number`));
  }
  for (const name of ['minus', 'empty', 'missing']) assert.throws(() => textField(object, name), /takes a text/);
  for (const name of ['text', 'missing']) {
    assert.throws(() => wordField(object, name, ['a', 'b']), /takes one of: a, b\./);
  }
});
