import assert from 'node:assert/strict';
import test from 'node:test';
import { md5, sha256 } from '../../../main/app/hashes.ts';

// The test vectors for "abc" of FIPS 180-4 and RFC 1321.
test('sha256 is hexadecimal', () => {
  assert.equal(sha256(Buffer.from('abc')), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

test('md5 is sixteen bytes', () => {
  assert.equal(Buffer.from(md5('abc')).toString('hex'), '900150983cd24fb0d6963f7d28e17f72');
});
