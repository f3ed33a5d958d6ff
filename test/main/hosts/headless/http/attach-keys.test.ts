import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { codeKey, keyId, newSecret, oneSided, pairedKey, proofOf } from '../../../../../main/app/attach/key-proof.ts';
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

/** As a laptop does it, which gets the key where it is let in. */
async function pair(keys: AttachKeys, code: string, name = 'a'): Promise<string | undefined> {
  const screen = newSecret();
  const shared = await codeKey(code, screen);
  const answer = await keys.pair({ nonce: screen, proof: proofOf(shared, 'screen', oneSided(screen)), name });
  return answer === undefined ? undefined : pairedKey(shared, { screen, monitor: answer.nonce });
}

test('the own key is known by its id, another is not', (t) => {
  const { keys } = keysOf(t);
  assert.equal(keys.keyOf(keyId(keys.own)), keys.own);
  assert.equal(keys.keyOf(keyId('ab'.repeat(32))), undefined);
});

test('a code is good once, however it is written, and its key outlives the program until it is forgotten', async (t) => {
  const { keys, folder } = keysOf(t);
  const { code } = keys.newCode();
  assert.match(code, /^[2-9A-HJKMNP-TWXYZ]{4}-[2-9A-HJKMNP-TWXYZ]{4}-[2-9A-HJKMNP-TWXYZ]{4}$/);
  const key = await pair(keys, ` ${code.toLowerCase().replaceAll('-', ' ')}`, 'laptop');
  assert.match(key ?? '', /^[0-9a-f]{64}$/);
  assert.equal(await pair(keys, code, 'laptop'), undefined);
  const later = new AttachKeys(folder, () => 1_000);
  assert.equal(later.keyOf(keyId(key ?? '')), key);
  forgetPaired(folder, 'laptop');
  assert.equal(later.keyOf(keyId(key ?? '')), undefined);
});

test('a code ends after its time, after five wrong ones, and when the next is made', async (t) => {
  const { keys, time } = keysOf(t);
  const old = keys.newCode();
  time.nowMs += old.goodForMs;
  assert.equal(await pair(keys, old.code, 'a'), undefined);
  const guessed = keys.newCode().code;
  for (let attempt = 0; attempt < 5; attempt += 1) assert.equal(await pair(keys, '2222-2222', 'a'), undefined);
  assert.equal(await pair(keys, guessed, 'a'), undefined);
  const replaced = keys.newCode().code;
  const newest = keys.newCode().code;
  assert.equal(await pair(keys, replaced, 'a'), undefined);
  assert.notEqual(await pair(keys, newest, 'a'), undefined);
});

test('four wrong ones are forgiven', async (t) => {
  const { keys } = keysOf(t);
  const { code } = keys.newCode();
  for (let attempt = 0; attempt < 4; attempt += 1) await pair(keys, '2222-2222', 'a');
  assert.notEqual(await pair(keys, code, 'a'), undefined);
});

test('five at once are five attempts', async (t) => {
  const { keys } = keysOf(t);
  const { code } = keys.newCode();
  await Promise.all(Array.from({ length: 5 }, () => pair(keys, '2222-2222')));
  assert.equal(await pair(keys, code), undefined);
  const raced = keys.newCode().code;
  const won = await Promise.all([pair(keys, raced, 'a'), pair(keys, raced, 'b')]);
  assert.equal(won.filter((key) => key !== undefined).length, 1);
});
