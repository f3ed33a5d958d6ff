import assert from 'node:assert/strict';
import test from 'node:test';
import { plain, plainJson } from '../../../../main/hosts/headless/plain.ts';

/** Escape, the one-character form of its sequences, a bell, DEL, line ends, and marks that turn text around. */
const STEERING = ['\u001b', '\u009b', '\u0007', '\u007f', '\r', '\n', '\u2028', '\u202e', '\u2066', '\u200f'];

test('what steers a terminal becomes a blank; all other text stays', () => {
  for (const character of STEERING) assert.equal(plain(`a${character}[2Jb`), 'a [2Jb');
  assert.equal(plain('Größe 図 😀 “x”'), 'Größe 図 😀 “x”');
});

test('JSON keeps its meaning and steers nothing', () => {
  const value = { text: STEERING.join('x') };
  const safe = plainJson(JSON.stringify(value));
  assert.match(safe, /^[\x20-\x7e]*$/);
  assert.deepEqual(JSON.parse(safe), value);
});
