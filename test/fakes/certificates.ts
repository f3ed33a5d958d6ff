import { generateKeyPairSync } from 'node:crypto';
import forge from 'node-forge';

/** A certificate and its key, both PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** What differs from a good certificate for `localhost` and 127.0.0.1 that is valid now. */
export interface CertificateOptions {
  /** Undefined: it signs itself. */
  readonly issuer?: Certificate;
  readonly isAuthority?: boolean;
  readonly hosts?: readonly string[];
  /** Days from now at which it begins and ends to be valid. */
  readonly fromDay?: number;
  readonly toDay?: number;
}

const DAY_MS = 86_400_000;
const DNS = 2;
const IP = 7;
let serial = 0;

/** Makes a certificate; `name` is its subject. */
export function makeCertificate(name: string, options: CertificateOptions = {}): Certificate {
  const { issuer, isAuthority = false, hosts = ['localhost', '127.0.0.1'], fromDay = -1, toDay = 30 } = options;
  const pair = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(pair.publicKey);
  serial += 1;
  certificate.serialNumber = serial.toString(16).padStart(4, '0');
  certificate.validity.notBefore = new Date(Date.now() + fromDay * DAY_MS);
  certificate.validity.notAfter = new Date(Date.now() + toDay * DAY_MS);
  certificate.setSubject([{ name: 'commonName', value: name }]);
  certificate.setIssuer(
    issuer === undefined
      ? [{ name: 'commonName', value: name }]
      : forge.pki.certificateFromPem(issuer.cert).subject.attributes,
  );
  certificate.setExtensions([
    { name: 'basicConstraints', cA: isAuthority, critical: true },
    {
      name: 'subjectAltName',
      altNames: hosts.map((host) => (/^[\d.]+$/.test(host) ? { type: IP, ip: host } : { type: DNS, value: host })),
    },
  ]);
  certificate.sign(forge.pki.privateKeyFromPem(issuer?.key ?? pair.privateKey), forge.md.sha256.create());
  return { cert: forge.pki.certificateToPem(certificate), key: pair.privateKey };
}
