import assert from 'node:assert/strict';
import test from 'node:test';
import { wireWords } from '../../../../main/core/deliver/wire-words.ts';

const CASES: readonly (readonly [code: string, words: RegExp])[] = [
  ['ENOTFOUND', /name is not known \(DNS\)/],
  ['EAI_AGAIN', /name server does not answer/],
  ['ECONNREFUSED', /nothing listens there/],
  ['ENETUNREACH', /network does not lead there/],
  ['EHOSTUNREACH', /network does not lead there/],
  ['ETIMEDOUT', /does not answer/],
  ['ECONNRESET', /was cut/],
  ['EPERM', /firewall/],
  ['ERR_TLS_CERT_ALTNAME_INVALID', /for another host/],
  ['CERT_HAS_EXPIRED', /expired.*clock/],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', /own CA.*NODE_EXTRA_CA_CERTS/],
  ['SELF_SIGNED_CERT_IN_CHAIN', /own CA/],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /unknown CA/],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', /unknown CA/],
  ['ERR_SSL_WRONG_VERSION_NUMBER', /speaks no TLS/],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', /no agreement/],
  ['EPROTO', /no agreement/],
  ['HPE_INVALID_CONSTANT', /does not speak HTTP/],
];

for (const [code, words] of CASES) {
  test(code, () => {
    const said = wireWords({ code, message: 'Authorization: SECRET' });
    assert.match(said, words);
    assert.ok(said.endsWith(`(${code})`));
    assert.doesNotMatch(said, /SECRET/);
  });
}

test('an unknown code is told as it is, a sentence of ours too', () => {
  assert.equal(wireWords({ code: 'E_NEW', message: 'SECRET' }), 'E_NEW');
  assert.equal(wireWords({ message: 'the proxy says no' }), 'the proxy says no');
});
