import { createPrivateKey, X509Certificate } from 'node:crypto';
import { createSecureContext, type ConnectionOptions, type SecureContextOptions } from 'node:tls';
import type { Secret, TlsSettings } from '../../model/target-settings.ts';
import { readSecret } from './read-secret.ts';
import { ScrapeProblem } from './scrape-problem.ts';

/** What TLS settings say now, their files read. */
export interface TlsMaterial {
  readonly ca: string | undefined;
  readonly cert: string | undefined;
  readonly key: string | undefined;
}

/** Reads the files of the settings; rejects with a `ScrapeProblem`. */
export async function readTlsMaterial({ ca, cert, key }: TlsSettings): Promise<TlsMaterial> {
  const read = (secret: Secret | undefined, what: string): Promise<string | undefined> =>
    secret === undefined ? Promise.resolve(undefined) : readSecret(secret, `tls_config ${what}`);
  return { ca: await read(ca, 'ca_file'), cert: await read(cert, 'cert_file'), key: await read(key, 'key_file') };
}

/** Options for a TLS connection. An own CA takes the place of the usual ones, as in Prometheus. Throws a `ScrapeProblem`. */
export function tlsOptions(settings: TlsSettings, material: TlsMaterial): ConnectionOptions {
  checkMaterial(material);
  const { ca, cert, key } = material;
  const context: SecureContextOptions = {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    ...(settings.minVersion === undefined ? {} : { minVersion: settings.minVersion }),
  };
  return {
    secureContext: secureContext(context),
    rejectUnauthorized: !settings.insecureSkipVerify,
    ...(settings.serverName === undefined ? {} : { servername: settings.serverName }),
  };
}

/** Node takes a CA that is none without a word, and tells of the others in OpenSSL's. */
function checkMaterial({ ca, cert, key }: TlsMaterial): void {
  if (ca !== undefined) certificate(ca, 'ca_file');
  if (cert === undefined && key === undefined) return;
  if (cert === undefined || key === undefined) {
    throw new ScrapeProblem('tls_config: cert_file and key_file go together, and one of them is missing');
  }
  const pair = certificate(cert, 'cert_file');
  const privateKey = orProblem(
    () => createPrivateKey(key),
    'tls_config key_file holds no private key in PEM that can be read without a password',
  );
  if (!pair.checkPrivateKey(privateKey)) {
    throw new ScrapeProblem('tls_config: the key in key_file does not belong to the certificate in cert_file');
  }
}

function certificate(pem: string, what: string): X509Certificate {
  return orProblem(() => new X509Certificate(pem), `tls_config ${what} holds no certificate in PEM`);
}

function secureContext(options: SecureContextOptions): NonNullable<ConnectionOptions['secureContext']> {
  return orProblem(() => createSecureContext(options), 'tls_config: these certificates cannot be used');
}

/** OpenSSL's own words would quote what it read. */
function orProblem<T>(make: () => T, reason: string): T {
  try {
    return make();
  } catch {
    throw new ScrapeProblem(reason);
  }
}
