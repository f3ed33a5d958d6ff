import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { keyId } from '../../../../../main/app/attach/key-proof.ts';
import { forgetPaired } from '../../../../../main/app/attach/paired-computers.ts';
import { AttachKeys } from '../../../../../main/hosts/headless/http/attach-keys.ts';

function keysOf(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'nim-glance-keys-'));
  t.after(() => {
    rmSync(folder, { recursive: true });
  });
  const time = { nowMs: 1_000 };
  return { folder, time, keys: new AttachKeys(folder, () => time.nowMs) };
}

test('the own key is known by its id, another is not', (t) => {
  const { keys } = keysOf(t);
  assert.equal(keys.keyOf(keyId(keys.own)), keys.own);
  assert.equal(keys.keyOf(keyId('ab'.repeat(32))), undefined);
  assert.deepEqual([keys.isOwn(keys.own), keys.isOwn('ab'.repeat(32))], [true, false]);
});

test('a code is good once, however it is written, and its key outlives the program until it is forgotten', (t) => {
  const { keys, folder } = keysOf(t);
  const { code } = keys.newCode();
  assert.match(code, /^[2-9A-HJKMNP-TWXYZ]{4}-[2-9A-HJKMNP-TWXYZ]{4}$/);
  const key = keys.pair(` ${code.toLowerCase().replace('-', ' ')}`, 'laptop');
  assert.match(key ?? '', /^[0-9a-f]{64}$/);
  assert.equal(keys.pair(code, 'laptop'), undefined);
  const later = new AttachKeys(folder, () => 1_000);
  assert.equal(later.keyOf(keyId(key ?? '')), key);
  forgetPaired(folder, 'laptop');
  assert.equal(later.keyOf(keyId(key ?? '')), undefined);
});

test('a code ends after its time, after five wrong ones, and when the next is made', (t) => {
  const { keys, time } = keysOf(t);
  const old = keys.newCode();
  time.nowMs += old.goodForMs;
  assert.equal(keys.pair(old.code, 'a'), undefined);
  const guessed = keys.newCode().code;
  for (let attempt = 0; attempt < 5; attempt += 1) assert.equal(keys.pair('2222-2222', 'a'), undefined);
  assert.equal(keys.pair(guessed, 'a'), undefined);
  const replaced = keys.newCode().code;
  const newest = keys.newCode().code;
  assert.equal(keys.pair(replaced, 'a'), undefined);
  assert.notEqual(keys.pair(newest, 'a'), undefined);
});

test('four wrong ones are forgiven', (t) => {
  const { keys } = keysOf(t);
  const { code } = keys.newCode();
  for (let attempt = 0; attempt < 4; attempt += 1) keys.pair('2222-2222', 'a');
  assert.notEqual(keys.pair(code, 'a'), undefined);
});
