import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import type { TlsOptions } from 'node:tls';
import type { TlsSettings } from '../../main/core/model/target-settings.ts';
import { httpGet } from '../../main/core/scrape/http-get.ts';
import { TargetReader } from '../../main/core/scrape/scrape-target.ts';
import { makeCertificate } from '../fakes/certificates.ts';
import { rawServer } from '../fakes/http-servers.ts';
import { fakeSettings, httpSettings } from '../fakes/target-settings.ts';
import { answer } from './answers.ts';
import { goodText, WatchedTarget } from './watched-target.ts';

const CA = makeCertificate('Test CA', { isAuthority: true });
const OTHER_CA = makeCertificate('Another CA', { isAuthority: true });
const SERVER = makeCertificate('server', { issuer: CA });
const CLIENT = makeCertificate('client', { issuer: CA });
const STRANGER = makeCertificate('stranger', { issuer: OTHER_CA });

/** What the files of `tls_config` hold. */
interface Files {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

interface BadCertificate {
  readonly name: string;
  /** What the server shows, in place of a good certificate. */
  readonly server?: TlsOptions;
  /** Undefined: the file is not there. */
  readonly files?: Partial<Record<keyof Files, string | undefined>>;
  /** What it does in place of a TLS handshake. */
  readonly speak?: (socket: Socket) => void;
  readonly words: string;
}

const GOOD_FILES: Files = { ca: CA.cert, cert: CLIENT.cert, key: CLIENT.key };

const ROWS: readonly BadCertificate[] = [
  {
    name: 'self-signed',
    server: makeCertificate('server'),
    words:
      'TLS: the certificate is self-signed. Give its CA in tls_config ca_file, or have the CA trusted (here: the certificate itself)',
  },
  {
    name: 'from an unknown CA',
    server: STRANGER,
    words: 'TLS: the certificate comes from an unknown CA. Give its CA in tls_config ca_file, or have the CA trusted',
  },
  {
    name: 'expired',
    server: makeCertificate('server', { issuer: CA, fromDay: -9, toDay: -1 }),
    words: 'TLS: the certificate has expired. Renew it, or check the clock of this computer',
  },
  {
    name: 'not yet valid',
    server: makeCertificate('server', { issuer: CA, fromDay: 1 }),
    words: 'TLS: the certificate is not yet valid. Check the clocks of both computers',
  },
  {
    name: 'for another host',
    server: makeCertificate('server', { issuer: CA, hosts: ['nim.test'] }),
    words:
      'TLS: the certificate is for another host (it names DNS:nim.test). Ask by such a name, or set tls_config server_name',
  },
  {
    name: 'for no host',
    server: makeCertificate('server', { issuer: CA, hosts: [] }),
    words:
      'TLS: the certificate is for another host (it names none). Ask by such a name, or set tls_config server_name',
  },
  {
    name: 'no common version',
    server: { ...SERVER, maxVersion: 'TLSv1.2' },
    words: 'TLS: no common protocol version. Check min_version in tls_config and the versions of the server',
  },
  {
    name: 'client certificate of an unknown CA',
    files: STRANGER,
    words:
      'the connection was cut before an answer came. If it asks for a client certificate, give tls_config cert_file',
  },
  {
    name: 'expired client certificate',
    files: makeCertificate('client', { issuer: CA, fromDay: -9, toDay: -1 }),
    words:
      'the connection was cut before an answer came. If it asks for a client certificate, give tls_config cert_file',
  },
  {
    name: 'key of another certificate',
    files: { key: STRANGER.key },
    words: 'tls_config: the key in key_file does not belong to the certificate in cert_file',
  },
  {
    name: 'key that is none',
    files: { key: 'no key' },
    words: 'tls_config key_file holds no private key in PEM that can be read without a password',
  },
  {
    name: 'certificate that is none',
    files: { cert: CLIENT.key },
    words: 'tls_config cert_file holds no certificate in PEM',
  },
  { name: 'CA that is none', files: { ca: 'no CA' }, words: 'tls_config ca_file holds no certificate in PEM' },
  {
    name: 'CA cut in the middle',
    files: { ca: CA.cert.slice(0, 300) },
    words: 'tls_config ca_file holds no certificate in PEM',
  },
  { name: 'CA file that is empty', files: { ca: '' }, words: 'tls_config ca_file: the file FOLDER/ca is empty' },
  {
    name: 'CA file that is not there',
    files: { ca: undefined },
    words: 'tls_config ca_file: the file FOLDER/ca does not exist',
  },
  {
    name: 'plain HTTP',
    speak: (socket) => socket.end('HTTP/1.1 400 X\r\n\r\n'),
    words: 'TLS: this port speaks plain HTTP. Write http://',
  },
  {
    name: 'another protocol',
    speak: (socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'),
    words: 'TLS: this port speaks plain HTTP. Write http://',
  },
  {
    name: 'cut in the handshake',
    speak: (socket) => socket.destroy(),
    words:
      'the connection was cut before an answer came. If it asks for a client certificate, give tls_config cert_file',
  },
  {
    name: 'no handshake',
    speak: () => undefined,
    words: 'connected, but no TLS handshake within 1 s. Check that this port speaks HTTPS',
  },
];

test('bad certificates are told in words, and nothing is lost', { concurrency: 4 }, async (t) => {
  await Promise.all(ROWS.map((row) => t.test(row.name, (part) => check(part, row))));
});

/** A good answer, a bad handshake, a good answer: what was counted between the good ones is all there. */
async function check(t: TestContext, row: BadCertificate): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'nim-glance-tls-'));
  t.after(() => rmSync(folder, { recursive: true }));
  let count = 5;
  let speak: ((socket: Socket) => void) | undefined;
  const server = createServer({ requestCert: true, rejectUnauthorized: true, ca: CA.cert, ...SERVER });
  server.on('request', (_, response) => response.socket?.end(answer(goodText(count, count))));
  server.on('tlsClientError', () => undefined);
  const port = await rawServer(t, (socket) => {
    if (speak === undefined) server.emit('connection', socket);
    else socket.once('data', speak.bind(undefined, socket));
  });
  const all = fakeSettings({
    address: { scheme: 'https', host: '127.0.0.1', port, path: '/metrics' },
    scrapeTimeoutMs: row.name === 'no handshake' ? 1_000 : 10_000,
    http: httpSettings({ tls: tlsIn(folder) }),
  });
  const reader = new TargetReader(all, httpGet);
  t.after(() => reader.close());
  const target = new WatchedTarget(all);
  const scrape = async (over: Omit<BadCertificate, 'name' | 'words'>): Promise<string | undefined> => {
    server.setSecureContext({ ca: CA.cert, minVersion: 'TLSv1.2', ...(over.server ?? SERVER) });
    speak = over.speak;
    layFiles(folder, { ...GOOD_FILES, ...over.files });
    const result = await reader.scrape();
    return result.kind === 'failed' ? result.reason : target.take(result.body, result.contentType);
  };
  assert.equal(await scrape({}), undefined);
  assert.equal((await scrape(row))?.replaceAll(folder, 'FOLDER'), row.words);
  count = 12;
  assert.equal(await scrape({}), undefined);
  assert.equal(target.gained.get('c_total'), 7);
}

function tlsIn(folder: string): TlsSettings {
  const file = (name: keyof Files) => ({ kind: 'file', path: join(folder, name) }) as const;
  const files = { ca: file('ca'), cert: file('cert'), key: file('key') };
  return { ...files, serverName: undefined, insecureSkipVerify: false, minVersion: 'TLSv1.3' };
}

function layFiles(folder: string, files: Readonly<Record<keyof Files, string | undefined>>): void {
  for (const [name, text] of Object.entries(files)) {
    if (text === undefined) rmSync(join(folder, name), { force: true });
    else writeFileSync(join(folder, name), text);
  }
}
