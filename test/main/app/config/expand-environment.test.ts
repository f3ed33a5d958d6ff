import assert from 'node:assert/strict';
import test from 'node:test';
import { expandEnvironment } from '../../../../main/app/config/expand-environment.ts';

const ENVIRONMENT = { HOST: 'dgx', EMPTY: '', DOLLARS: '$$${env:HOST}' };

const GOOD: readonly (readonly [string, string])[] = [
  ['nothing', 'nothing'],
  ['${env:HOST}:8000', 'dgx:8000'],
  ['${HOST}${env:HOST}', 'dgxdgx'],
  ['[${env:EMPTY}]', '[]'],
  ['${env:NONE:-x}', 'x'],
  ['${env:NONE:-}', ''],
  ['${env:EMPTY:-x}', 'x'],
  ['${env:HOST:-x}', 'dgx'],
  ['$$1', '$1'],
  ['$1 $HOST $', '$1 $HOST $'],
  ['$${env:HOST}', '${env:HOST}'],
  ['${env:DOLLARS}', '$$${env:HOST}'],
  ['${env:HOST', '${env:HOST'],
];
for (const [text, expected] of GOOD) {
  test(`${text} is ${expected}`, () => {
    assert.deepEqual(expandEnvironment(text, ENVIRONMENT), { ok: true, text: expected });
  });
}

test('a variable that is not set is named', () => {
  const result = expandEnvironment('a/${env:NONE}', ENVIRONMENT);
  assert.equal(result.ok ? '' : result.unset, 'NONE');
});

const BAD: readonly (readonly [string, string])[] = [
  ['a ${env:NONE} b', 'the environment variable NONE is not set'],
  ['${NONE} ${OTHER}', 'the environment variable NONE is not set'],
  ['${toString}', 'the environment variable toString is not set'],
  ['${file:/etc/passwd}', '${file:…} is not supported; only ${env:NAME} is'],
  ['${1}', '${1} names no environment variable; write $${1} if the text itself is meant'],
  ['${}', '${} names no environment variable; write $${} if the text itself is meant'],
];
for (const [text, reason] of BAD) {
  test(`${text} is refused`, () => {
    const result = expandEnvironment(text, ENVIRONMENT);
    assert.deepEqual([result.ok, result.ok ? '' : result.reason], [false, reason]);
  });
}
