import assert from 'node:assert/strict';
import test from 'node:test';
import { isProof, keyId, newSecret, proofOf } from '../../../../main/app/attach/key-proof.ts';

const key = newSecret();
const nonces = { screen: newSecret(), monitor: newSecret() };

test('a proof holds for its key, its side and both nonces alone', () => {
  const proof = proofOf(key, 'screen', nonces);
  assert.match(proof, /^[0-9a-f]{64}$/);
  assert.ok(isProof(proof, key, 'screen', nonces));
  assert.ok(!isProof(proof, newSecret(), 'screen', nonces));
  assert.ok(!isProof(proof, key, 'monitor', nonces));
  assert.ok(!isProof(proof, key, 'screen', { ...nonces, screen: newSecret() }));
  assert.ok(!isProof(proof, key, 'screen', { ...nonces, monitor: newSecret() }));
  assert.ok(!isProof(proof.slice(1), key, 'screen', nonces));
  assert.ok(!isProof('', key, 'screen', nonces));
});

test('the id of a key is not the key, and always the same', () => {
  assert.notEqual(keyId(key), key);
  assert.equal(keyId(key), keyId(key));
  assert.notEqual(keyId(key), keyId(newSecret()));
});
