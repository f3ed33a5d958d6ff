import assert from 'node:assert/strict';
import test from 'node:test';
import { FrameReader, type Received } from '../../../../../main/hosts/headless/http/frame-reader.ts';

/** As a client sends it: masked, the length in its shortest form. */
function frame(opcode: number, payload: Buffer | string, final = true, mask = [1, 2, 3, 4]): Buffer {
  const bytes = Buffer.from(payload);
  const length = bytes.length;
  const head =
    length < 126
      ? [length]
      : length < 65_536
        ? [126, length >> 8, length & 255]
        : [127, 0, 0, 0, 0, length >>> 24, (length >> 16) & 255, (length >> 8) & 255, length & 255];
  head[0] = (head[0] ?? 0) | 0x80;
  const masked = bytes.map((byte, at) => byte ^ (mask[at % 4] ?? 0));
  return Buffer.concat([Buffer.from([(final ? 0x80 : 0) | opcode, ...head, ...mask]), masked]);
}

function read(bytes: Buffer, { most = 1_000, step = bytes.length } = {}): Received[] {
  const reader = new FrameReader(most);
  const all: Received[] = [];
  for (let at = 0; at < bytes.length; at += step) all.push(...reader.push(bytes.subarray(at, at + step)));
  return all;
}

const text = (value: string): Received => ({ kind: 'text', text: value });
const fault = (code: number): Received => ({ kind: 'fault', code });

test('the example of RFC 6455, section 5.7: "Hello", masked, whole and in two frames', () => {
  assert.deepEqual(read(Buffer.from('818537fa213d7f9f4d5158', 'hex')), [text('Hello')]);
  const parts = Buffer.concat([frame(1, 'Hel', false), frame(0, 'lo')]);
  assert.deepEqual(read(parts), [text('Hello')]);
});

test('each length has its form, and any cut of the bytes gives the same', () => {
  for (const length of [0, 1, 125, 126, 65_535, 65_536, 70_000]) {
    const value = 'é'.repeat(length).slice(0, length);
    const bytes = frame(1, value);
    for (const step of [bytes.length, 4_096]) assert.deepEqual(read(bytes, { most: 200_000, step }), [text(value)]);
  }
  const several = Buffer.concat([frame(1, 'a'), frame(9, 'p'), frame(1, 'ü'.repeat(100))]);
  for (const step of [1, 2, 3, 7])
    assert.deepEqual(read(several, { step }), [
      text('a'),
      { kind: 'ping', payload: Buffer.from('p') },
      text('ü'.repeat(100)),
    ]);
});

test('control frames may come between the frames of a message', () => {
  const bytes = Buffer.concat([frame(1, 'a', false), frame(10, ''), frame(0, 'b', false), frame(8, ''), frame(0, 'c')]);
  assert.deepEqual(read(bytes), [{ kind: 'pong' }, { kind: 'close' }, text('abc')]);
});

test('too large is said by the header, before the bytes come', () => {
  assert.deepEqual(read(frame(1, 'x'.repeat(10)), { most: 10 }), [text('x'.repeat(10))]);
  assert.deepEqual(read(frame(1, 'x'.repeat(11)).subarray(0, 6), { most: 10 }), [fault(1009)]);
  const huge = Buffer.from([0x81, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
  assert.deepEqual(read(huge), [fault(1009)]);
  const parts = Buffer.concat([frame(1, 'x'.repeat(6), false), frame(0, 'x'.repeat(5))]);
  assert.deepEqual(read(parts, { most: 10 }), [fault(1009)]);
});

const BROKEN: readonly (readonly [string, Buffer, number])[] = [
  ['not masked', Buffer.from('810548656c6c6f', 'hex'), 1002],
  ['a reserved bit', frame(0x41, 'a'), 1002],
  ['an unknown opcode', frame(3, 'a'), 1002],
  ['binary', frame(2, 'a'), 1003],
  ['a continuation of nothing', frame(0, 'a'), 1002],
  ['a message inside a message', Buffer.concat([frame(1, 'a', false), frame(1, 'b')]), 1002],
  ['a ping in pieces', frame(9, 'a', false), 1002],
  ['a long ping', frame(9, 'x'.repeat(126)), 1002],
  ['not UTF-8', frame(1, Buffer.from([0xc3, 0x28])), 1007],
];

for (const [what, bytes, code] of BROKEN) {
  test(`${what}: ${code}, and nothing after it is read`, () => {
    assert.deepEqual(read(Buffer.concat([bytes, frame(1, 'more')])), [fault(code)]);
    assert.deepEqual(read(Buffer.concat([bytes, frame(1, 'more')]), { step: 1 }), [fault(code)]);
  });
}
