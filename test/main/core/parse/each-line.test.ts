import assert from 'node:assert/strict';
import test from 'node:test';
import { forEachLine } from '../../../../main/core/parse/each-line.ts';

type Seen = readonly [line: string, number: number, valid: boolean];

function linesOf(body: Uint8Array, enough = Infinity): Seen[] {
  const seen: Seen[] = [];
  forEachLine(body, (...line) => seen.push(line) < enough);
  return seen;
}

const encode = (text: string) => new TextEncoder().encode(text);
const join = (...parts: readonly (string | number[])[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...encode(part)] : part)));

test('what stands behind the last newline is a line unless empty', () => {
  assert.deepEqual(linesOf(encode('a\n\nb')), [['a', 1, true], ['', 2, true], ['b', 3, true]]); // prettier-ignore
  assert.deepEqual(linesOf(encode('a\n')), [['a', 1, true]]);
  assert.deepEqual(linesOf(encode('\n\n')), [['', 1, true], ['', 2, true]]); // prettier-ignore
  assert.deepEqual(linesOf(encode('')), []);
});

test('a text is the same however its lines fall on the pieces', () => {
  for (const length of [1, 7, 16_383, 16_384, 16_385, 40_000]) {
    const lines = Array.from({ length: 5 }, (_, at) => `${'ü'.repeat(length)}${at}`);
    assert.deepEqual(
      linesOf(encode(lines.join('\n'))),
      lines.map((line, at) => [line, at + 1, true]),
    );
  }
});

test('the walk ends when the visitor has enough', () => {
  assert.equal(linesOf(encode('a\nb\nc'), 2).length, 2);
  assert.equal(linesOf(join('a\nb\xff\nc', [0xff]), 2).length, 2);
  const long = `${'x'.repeat(20_000)}\n`;
  assert.equal(linesOf(encode(long + long), 1).length, 1);
  assert.equal(linesOf(join(long, [0xff], long, long), 1).length, 1);
  assert.equal(linesOf(join([0xff], long, long), 1).length, 1);
});

test('only the lines with wrong bytes are doubtful, whatever else the text has', () => {
  const body = join(
    'a\n',
    [0xff],
    'b\n€ \ufffd\n',
    [0xe2, 0x82],
    '\n',
    [0xc0, 0x80, 10],
    'c',
    [0xed, 0xa0, 0x80, 10],
    'd',
  );
  assert.deepEqual(
    linesOf(body).map(([line, number, valid]) => [line.replace(/\ufffd+/, '?'), number, valid]),
    [
      ['a', 1, true],
      ['?b', 2, false],
      ['€ ?', 3, true],
      ['?', 4, false],
      ['?', 5, false],
      ['c?', 6, false],
      ['d', 7, true],
    ],
  );
});

test('a wrong byte in one piece leaves the numbers of the next as they are', () => {
  const body = join('x'.repeat(20_000), [0xff], '\nb\nc');
  assert.deepEqual(
    linesOf(body).map(([line, number, valid]) => [line.length, number, valid]),
    [
      [20_001, 1, false],
      [1, 2, true],
      [1, 3, true],
    ],
  );
});

test('a replacement may be as long as what it replaces', () => {
  assert.deepEqual(linesOf(join([0xf0, 0x9f, 0x98])), [['\ufffd', 1, false]]);
});

test('a byte order mark is part of the first line, and of any other', () => {
  assert.deepEqual(
    linesOf(encode('\ufeffa\n\ufeffb')).map(([line]) => line),
    ['\ufeffa', '\ufeffb'],
  );
  assert.deepEqual(linesOf(join('\ufeffa\n', [0xff])), [['\ufeffa', 1, true], ['\ufffd', 2, false]]); // prettier-ignore
});
