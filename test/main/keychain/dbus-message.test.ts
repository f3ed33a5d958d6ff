import assert from 'node:assert/strict';
import test from 'node:test';
import { decodeMessage, encodeCall, firstString, firstVariantBoolean } from '../../../main/keychain/dbus-message.ts';

const CALL = {
  destination: 'org.freedesktop.secrets',
  path: '/org/freedesktop/secrets',
  interface: 'org.freedesktop.Secret.Service',
  member: 'ReadAlias',
  arguments: ['default'],
};

/** As `dbus-send` and a recorded bus have them: little endian, one reply with serial 7 to call 3, body "v" of a boolean. */
function reply(type: number, body: Buffer, fields: readonly (readonly [code: number, value: Buffer])[] = []): Buffer {
  let header = Buffer.alloc(0);
  const all: readonly (readonly [number, Buffer])[] = [[5, Buffer.from([1, 0x75, 0, 3, 0, 0, 0])], ...fields];
  for (const [code, value] of all) {
    header = Buffer.concat([header, Buffer.alloc((8 - (header.length % 8)) % 8), Buffer.from([code]), value]);
  }
  const fixed = Buffer.alloc(16);
  fixed.set([0x6c, type, 1, 1]);
  fixed.writeUInt32LE(body.length, 4);
  fixed.writeUInt32LE(7, 8);
  fixed.writeUInt32LE(header.length, 12);
  const head = Buffer.concat([fixed, header]);
  return Buffer.concat([head, Buffer.alloc((8 - (head.length % 8)) % 8), body]);
}

const LOCKED = Buffer.from([1, 0x62, 0, 0, 1, 0, 0, 0]);
const UNLOCKED = Buffer.from([1, 0x62, 0, 0, 0, 0, 0, 0]);

test('a call is laid out as the specification says', () => {
  const bytes = encodeCall(CALL, 3);
  assert.deepEqual([...bytes.subarray(0, 4)], [0x6c, 1, 0, 1]);
  assert.equal(bytes.readUInt32LE(8), 3);
  const bodyLength = bytes.readUInt32LE(4);
  assert.deepEqual([...bytes.subarray(-bodyLength)], [7, 0, 0, 0, ...Buffer.from('default'), 0]);
  const headerEnd = 16 + bytes.readUInt32LE(12);
  assert.equal(bytes.length, Math.ceil(headerEnd / 8) * 8 + bodyLength);
  const path = bytes.indexOf('/org/freedesktop/secrets');
  assert.deepEqual([...bytes.subarray(16, 20)], [1, 1, 0x6f, 0], 'the first field is the path, an object path');
  assert.equal(bytes.readUInt32LE(path - 4), 24);
});

test('two strings are each aligned to four bytes', () => {
  const bytes = encodeCall({ ...CALL, arguments: ['ab', 'c'] }, 1);
  const body = bytes.subarray(-bytes.readUInt32LE(4));
  assert.deepEqual([...body], [2, 0, 0, 0, 0x61, 0x62, 0, 0, 1, 0, 0, 0, 0x63, 0]);
});

test('an answer is read: to which call, good or an error, a boolean or a string', () => {
  const good = decodeMessage(reply(2, LOCKED));
  assert.ok(good);
  assert.deepEqual([good.ok, good.replyTo, firstVariantBoolean(good)], [true, 3, true]);
  const unlocked = decodeMessage(reply(2, UNLOCKED));
  assert.ok(unlocked);
  assert.equal(firstVariantBoolean(unlocked), false);
  const text = decodeMessage(reply(2, Buffer.from('\u0001\0\0\0/\0')));
  assert.ok(text);
  assert.equal(firstString(text), '/');
  assert.equal(firstVariantBoolean(text), undefined);
  assert.equal(decodeMessage(reply(3, Buffer.alloc(0)))?.ok, false);
  assert.equal(decodeMessage(reply(4, Buffer.alloc(0)))?.ok, false, 'a signal answers nothing');
});

test('fields of other types before the one that is looked for are passed over', () => {
  const own = Buffer.from([1, 0x73, 0, 4, 0, 0, 0, ...Buffer.from(':1.5'), 0]);
  const signature = Buffer.from([1, 0x67, 0, 1, 0x76, 0]);
  const fds = Buffer.from([1, 0x75, 0, 0, 0, 0, 0]);
  const all = reply(2, LOCKED, [[6, own]]);
  // The reply serial last: the same fields, turned round.
  const turned = Buffer.concat([
    all.subarray(0, 12),
    Buffer.from([0x30, 0, 0, 0]),
    Buffer.from([6]), own, Buffer.alloc(3),
    Buffer.from([8]), signature, Buffer.alloc(1),
    Buffer.from([9]), fds,
    Buffer.from([5]), Buffer.from([1, 0x75, 0, 9, 0, 0, 0]),
    LOCKED,
  ]); // prettier-ignore
  turned.writeUInt32LE(turned.length - 16 - LOCKED.length, 12);
  assert.equal(decodeMessage(turned)?.replyTo, 9);
});

test('a message that is not whole yet waits; what follows it is left', () => {
  const bytes = reply(2, LOCKED);
  for (let length = 0; length < bytes.length; length += 1) {
    assert.equal(decodeMessage(bytes.subarray(0, length)), undefined, String(length));
  }
  assert.equal(decodeMessage(Buffer.concat([bytes, bytes]))?.length, bytes.length);
});

test('big endian is understood, nonsense ends', () => {
  const bytes = reply(2, LOCKED);
  bytes[0] = 0x42;
  for (const at of [4, 8, 12, 20]) bytes.subarray(at, at + 4).reverse();
  const body = bytes.length - LOCKED.length;
  bytes.subarray(body + 4, body + 8).reverse();
  const message = decodeMessage(bytes);
  assert.ok(message);
  assert.deepEqual([message.replyTo, firstVariantBoolean(message)], [3, true]);
  const nonsense = Buffer.alloc(64, 0xff);
  nonsense.set([0x6c, 2, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 40, 0, 0, 0]);
  assert.equal(decodeMessage(nonsense)?.replyTo, 0);
});
