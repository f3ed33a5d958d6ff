import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import type { TlsOptions } from 'node:tls';
import { Connections } from '../../../../../main/core/scrape/http/connections.ts';
import type { Secret, TlsSettings } from '../../../../../main/core/model/target-settings.ts';
import { makeCertificate } from '../../../../fakes/certificates.ts';
import { at, getOnce, textOf } from '../../../../fakes/get-once.ts';
import { httpServer, httpsServer } from '../../../../fakes/http-servers.ts';
import { httpSettings } from '../../../../fakes/target-settings.ts';

const authority = makeCertificate('Own CA', { isAuthority: true });
const stranger = makeCertificate('Strange CA', { isAuthority: true });
const good = makeCertificate('nim', { issuer: authority });
const client = makeCertificate('client', { issuer: authority });

const text = (value: string): Secret => ({ kind: 'text', text: value });
const tls = (over: Partial<TlsSettings> = {}): TlsSettings => ({ ...httpSettings().tls, ...over });
const OWN_CA = tls({ ca: text(authority.cert) });
const CLIENT = tls({ ca: text(authority.cert), cert: text(client.cert), key: text(client.key) });
const STRANGE_CLIENT = (() => {
  const { cert, key } = makeCertificate('client', { issuer: stranger });
  return tls({ ca: text(authority.cert), cert: text(cert), key: text(key) });
})();
const wants = { ...good, requestCert: true, ca: authority.cert };

const secure = (port: number): string => at(port).replace('http:', 'https:');

const CASES: readonly (readonly [name: string, server: TlsOptions, settings: TlsSettings, said: RegExp])[] = [
  ['a certificate of the own CA', good, OWN_CA, /^200 a 1$/],
  [
    'the own CA is not given',
    good,
    tls(),
    /^TLS: the certificate comes from an unknown CA\. Give its CA in tls_config ca_file/,
  ],
  ['another CA is given', good, tls({ ca: text(stranger.cert) }), /^TLS: the certificate comes from an unknown CA/],
  ['the server sends its CA along', { ...good, cert: good.cert + authority.cert }, tls(), /unknown, own CA/],
  ['self-signed', makeCertificate('nim'), tls(), /^TLS: the certificate is self-signed/],
  [
    'expired',
    makeCertificate('nim', { issuer: authority, fromDay: -9, toDay: -1 }),
    OWN_CA,
    /^TLS: the certificate has expired/,
  ],
  [
    'not yet valid',
    makeCertificate('nim', { issuer: authority, fromDay: 2 }),
    OWN_CA,
    /^TLS: the certificate is not yet valid/,
  ],
  [
    'another host',
    makeCertificate('nim', { issuer: authority, hosts: ['other.test'] }),
    OWN_CA,
    /^TLS: the certificate is for another host \(.*other\.test\)/,
  ],
  [
    'another host, named as server_name',
    makeCertificate('nim', { issuer: authority, hosts: ['other.test'] }),
    { ...OWN_CA, serverName: 'other.test' },
    /^200 a 1$/,
  ],
  ['self-signed, not verified', makeCertificate('nim'), tls({ insecureSkipVerify: true }), /^200 a 1$/],
  [
    'an older protocol than allowed',
    { ...good, maxVersion: 'TLSv1.2' },
    { ...OWN_CA, minVersion: 'TLSv1.3' },
    /^TLS: no common protocol version/,
  ],
  [
    'no common cipher',
    { ...good, maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-GCM-SHA256' },
    OWN_CA,
    /^TLS: no agreement with the server/,
  ],
  ['a client certificate is asked for and given', wants, CLIENT, /^200 a 1$/],
  ['one is asked for and not given', wants, OWN_CA, /^TLS: it asks for a client certificate/],
  [
    'one is asked for and not given, before TLS 1.3',
    { ...wants, maxVersion: 'TLSv1.2' },
    OWN_CA,
    /or it asks for a client certificate/,
  ],
  ['one of another CA is given', wants, STRANGE_CLIENT, /client certificate|the connection was cut/],
  ['a CA that is none', good, tls({ ca: text('canary') }), /^tls_config ca_file holds no certificate in PEM$/],
  [
    'a certificate that is none',
    good,
    { ...CLIENT, cert: text('canary') },
    /^tls_config cert_file holds no certificate in PEM$/,
  ],
  ['a key that is none', good, { ...CLIENT, key: text('canary') }, /^tls_config key_file holds no private key in PEM/],
  ['a key of another certificate', good, { ...CLIENT, key: text(good.key) }, /does not belong to the certificate/],
  ['a certificate without its key', good, { ...CLIENT, key: undefined }, /one of them is missing$/],
  [
    'a file that is not there',
    good,
    tls({ ca: { kind: 'file', path: '/no/such/ca.pem' } }),
    /^tls_config ca_file: the file \/no\/such\/ca\.pem does not exist$/,
  ],
];
for (const [name, server, settings, said] of CASES) {
  test(`TLS: ${name}`, async (context) => {
    const port = await httpsServer(context, server, (_, response) => response.end('a 1'));
    const answer = textOf(await getOnce(context, secure(port), { http: httpSettings({ tls: settings }) }));
    assert.match(answer, said);
    assert.doesNotMatch(answer, /canary/);
  });
}

test('https to a port that speaks http, and http to one that speaks https', async (context) => {
  const plain = await httpServer(context, (_, response) => response.end());
  assert.match(textOf(await getOnce(context, secure(plain))), /^TLS: this port speaks plain HTTP\. Write http:/);
  const port = await httpsServer(context, good, (_, response) => response.end());
  assert.match(textOf(await getOnce(context, at(port))), /^this port speaks HTTPS|^the connection was cut/);
});

test('a certificate file that changes is used from the next request on', async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'nim-glance-'));
  context.after(() => rm(folder, { recursive: true }));
  const path = join(folder, 'ca.pem');
  const connections = new Connections();
  const port = await httpsServer(context, good, (_, response) => response.end('a 1'));
  const http = httpSettings({ tls: tls({ ca: { kind: 'file', path } }) });
  for (const [cert, said] of [
    [authority.cert, /^200/],
    [stranger.cert, /unknown CA/],
    [authority.cert, /^200/],
  ] as const) {
    await writeFile(path, cert);
    assert.match(textOf(await getOnce(context, secure(port), { http, connections })), said);
  }
});
