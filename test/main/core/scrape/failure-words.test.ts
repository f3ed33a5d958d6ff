import assert from 'node:assert/strict';
import test from 'node:test';
import { cutWords, timeoutWords, wireWords } from '../../../../main/core/scrape/failure-words.ts';

const WIRE: readonly (readonly [code: string, secure: boolean, words: RegExp])[] = [
  ['EHOSTUNREACH', false, /^the host cannot be reached/],
  ['ENETUNREACH', false, /^the network cannot be reached/],
  ['ENETDOWN', true, /^the network cannot be reached/],
  ['EAI_AGAIN', false, /^the name server does not answer/],
  ['ETIMEDOUT', true, /^the host does not answer/],
  ['ECONNRESET', false, /^the connection was cut before an answer came. If it speaks HTTPS/],
  ['EPIPE', true, /^the connection was cut before an answer came. If it asks for a client certificate/],
  ['EMFILE', false, /^too many files/],
  ['CERT_REVOKED', true, /^TLS: the certificate was revoked/],
  ['CERT_HAS_EXPIRED', false, /^the request failed \(CERT_HAS_EXPIRED\)$/],
  ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', true, /^TLS: it does not accept the client certificate/],
  ['ERR_SSL_TLSV1_UNRECOGNIZED_NAME', true, /^TLS: it does not know this host name/],
  ['ERR_SSL_PACKET_LENGTH_TOO_LONG', true, /^TLS: this port speaks plain HTTP/],
  ['SOMETHING_NEW', true, /^the request failed \(SOMETHING_NEW\)$/],
];
for (const [code, secure, words] of WIRE) {
  test(`${code}${secure ? ' over TLS' : ''} in words`, () => {
    assert.match(wireWords({ code, message: 'canary' }, secure), words);
  });
}

test('older Nodes hide what OpenSSL says in the message', () => {
  const message =
    'write EPROTO 140:error:1408F10B:SSL routines:ssl3_get_record:wrong version number:../ssl3_record.c:332:\n';
  assert.match(wireWords({ code: 'EPROTO', message }, true), /^TLS: this port speaks plain HTTP/);
});

test('a failure without a code shows nothing of its message', () => {
  assert.equal(wireWords({ code: undefined, message: 'canary' }, false), 'the request failed (no reason is known)');
});

test('a certificate that names no host', () => {
  const failure = { code: 'ERR_TLS_CERT_ALTNAME_INVALID', message: '' };
  assert.match(wireWords(failure, true), /another host \(it names none\)/);
  assert.ok(wireWords({ ...failure, certificateNames: 'DNS:x, '.repeat(1_000) }, true).length < 500);
});

test('deadlines and cuts tell how far it came', () => {
  assert.match(timeoutWords('connecting', 2_500, 0), /^no connection within 2\.5 s/);
  assert.match(timeoutWords('body', 1_000, 7), /: 7 bytes came/);
  assert.equal(cutWords(7, '9', false), 'the answer broke off: 7 of 9 bytes came');
  assert.equal(cutWords(7, undefined, false), 'the answer broke off after 7 bytes');
});
