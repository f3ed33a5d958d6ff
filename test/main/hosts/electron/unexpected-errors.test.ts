import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UnexpectedErrors } from '../../../../main/hosts/electron/unexpected-errors.ts';

function errorsAt(time: { ms: number }): UnexpectedErrors {
  return new UnexpectedErrors({ nowMs: () => time.ms, monotonicMs: () => time.ms });
}

test('none, then how many, what and where, without folders and without what was quoted', () => {
  const errors = errorsAt({ ms: 0 });
  assert.equal(errors.words, 'none');
  errors.add(new SyntaxError('Unexpected token \'a\', "a long secret" is not JSON'));
  const [count, first = ''] = errors.words.split('; ');
  assert.equal(count, '1');
  assert.match(first, /^1970-01-01T00:00:00\.000Z SyntaxError: Unexpected token '…', "…" is not JSON < /);
  assert.match(first, / unexpected-errors\.test\.ts:\d+:\d+/);
  assert.ok(!first.includes('/'), first);
});

test('user, password and query of a URL in a message are taken out', () => {
  const errors = errorsAt({ ms: 0 });
  errors.add(new Error('connect ECONNREFUSED http://user:hunter22@host/?token=abc123'));
  assert.match(errors.newest, / Error: connect ECONNREFUSED http:\/\/\[redacted\]@host\/\?token=\[redacted\] < /);
});

test('whatever is thrown is noted, and only the newest are kept', () => {
  const errors = errorsAt({ ms: 0 });
  for (const thrown of ['a secret', undefined, 1, 2, 3, new Error('x'.repeat(5_000))]) errors.add(thrown);
  assert.ok(errors.words.startsWith('6; '));
  assert.equal(errors.words.split('; ').length, 6);
  assert.ok(!errors.words.includes('a secret'));
  assert.ok(errors.newest.length < 1_500);
});

test('ten within a minute end the program, ten in a longer time do not', () => {
  const time = { ms: 0 };
  const slow = errorsAt(time);
  for (let count = 0; count < 30; count += 1, time.ms += 7_000) assert.equal(slow.add(new Error('x')), 'goes_on');
  const fast = errorsAt(time);
  for (let count = 1; count <= 9; count += 1) assert.equal(fast.add(new Error('x')), 'goes_on');
  assert.equal(fast.add(new Error('x')), 'ends');
});
