/** What went wrong on the way, as far as Node tells it. */
export interface WireFailure {
  /** Node's or OpenSSL's code, such as `ECONNREFUSED`. */
  readonly code: string | undefined;
  readonly message: string;
  /** First byte of an answer that is no HTTP. */
  readonly firstByte?: number | undefined;
  /** The hosts that a certificate is for, such as `DNS:nim.test`. */
  readonly certificateNames?: string | undefined;
}

/** What the request was doing when its time was over. */
export type Step = 'proxy' | 'connecting' | 'handshake' | 'waiting' | 'body';

/** Codes, then what they mean and, where there is something to do, what. */
const WIRE: readonly (readonly [codes: RegExp, words: string])[] = [
  [/^ECONNREFUSED$/, 'nothing listens there (connection refused). Check the port, and whether the server runs'],
  [/^ENOTFOUND$/, 'the name is not known (DNS). Check how the host is written'],
  [/^EAI_AGAIN$/, 'the name server does not answer (DNS). Check the network'],
  [/^EHOSTUNREACH$|^EHOSTDOWN$/, 'the host cannot be reached. Check that it is on, and in this network'],
  [/^ENETUNREACH$|^ENETDOWN$/, 'the network cannot be reached. Check cable, Wi-Fi or VPN'],
  [/^EADDRNOTAVAIL$/, 'this computer has no address from which to ask. Check the network'],
  [/^ETIMEDOUT$/, 'the host does not answer (connection timed out). Check address and firewall'],
  [/^EACCES$|^EPERM$/, 'this computer does not allow the connection. Check its firewall'],
  [/^EMFILE$|^ENFILE$/, 'too many files are open on this computer'],
  [/^HPE_HEADER_OVERFLOW$/, 'its headers are too large. Is this a metrics page?'],
  [/^HPE_INVALID_HEADER_TOKEN$|^HPE_INVALID_CONTENT_LENGTH$/, 'its headers cannot be read (no valid HTTP)'],
  [/^HPE_/, 'what answers there does not speak HTTP. Check the port'],
];

const CUT = /^ECONNRESET$|^EPIPE$|^ECONNABORTED$/;
const CA_HINT = 'Give its CA in tls_config ca_file, or have the CA trusted';

/** As `WIRE`; the codes of a certificate are those of OpenSSL's verification. */
const TLS: readonly (readonly [codes: RegExp, words: string])[] = [
  [/^DEPTH_ZERO_SELF_SIGNED_CERT$/, `TLS: the certificate is self-signed. ${CA_HINT} (here: the certificate itself)`],
  [/^SELF_SIGNED_CERT_IN_CHAIN$/, `TLS: the certificate comes from an unknown, own CA. ${CA_HINT}`],
  [/^UNABLE_TO_(GET_ISSUER|VERIFY_LEAF)/, `TLS: the certificate comes from an unknown CA. ${CA_HINT}`],
  [/^CERT_HAS_EXPIRED$/, 'TLS: the certificate has expired. Renew it, or check the clock of this computer'],
  [/^CERT_NOT_YET_VALID$/, 'TLS: the certificate is not yet valid. Check the clocks of both computers'],
  [/^CERT_REVOKED$/, 'TLS: the certificate was revoked. Give the server a new one'],
  [/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST/, 'TLS: this port speaks plain HTTP. Write http://'],
  [/ALERT_CERTIFICATE_REQUIRED/, 'TLS: it asks for a client certificate. Give tls_config cert_file and key_file'],
  [
    /ALERT_(UNKNOWN_CA|BAD_CERTIFICATE|CERTIFICATE_\w+|UNSUPPORTED_CERTIFICATE|ACCESS_DENIED|DECRYPT_ERROR)/,
    'TLS: it does not accept the client certificate. Check cert_file and key_file in tls_config',
  ],
  [
    /PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|NO_PROTOCOLS_AVAILABLE|TOO_LOW/,
    'TLS: no common protocol version. Check min_version in tls_config and the versions of the server',
  ],
  [
    /HANDSHAKE_FAILURE|NO_SHARED_CIPHER|NO_CIPHER|INSUFFICIENT_SECURITY/,
    'TLS: no agreement with the server: no common cipher, or it asks for a client certificate (tls_config cert_file)',
  ],
  [/UNRECOGNIZED_NAME/, 'TLS: it does not know this host name. Set tls_config server_name'],
];

const LONGEST_NAMES = 300;
/** Plain HTTP was sent to a TLS port. */
export const SPEAKS_HTTPS = 'this port speaks HTTPS. Write https:// (scheme: https)';
/** First byte of a TLS record: an alert, or a handshake. */
const TLS_RECORDS: readonly (number | undefined)[] = [0x15, 0x16];

/** Words for a failure on the way. They never hold what was sent. */
export function wireWords(failure: WireFailure, secure: boolean): string {
  const { code = '', message, firstByte } = failure;
  if (!secure && TLS_RECORDS.includes(firstByte)) return SPEAKS_HTTPS;
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return wrongName(failure.certificateNames);
  if (CUT.test(code)) return cutBefore(secure);
  const tls = secure ? (find(TLS, code) ?? find(TLS, opensslReason(message))) : undefined;
  return tls ?? find(WIRE, code) ?? `the request failed (${code === '' ? 'no reason is known' : code})`;
}

function find(table: typeof WIRE, code: string): string | undefined {
  return table.find(([codes]) => codes.test(code))?.[1];
}

/** OpenSSL's reason as a code: older Nodes say only EPROTO and put it between colons into the message. */
function opensslReason(message: string): string {
  return message.toUpperCase().replaceAll(' ', '_');
}

/** Servers may say nothing where their TLS does not like what it gets. */
function cutBefore(secure: boolean): string {
  const hint = secure
    ? 'If it asks for a client certificate, give tls_config cert_file'
    : 'If it speaks HTTPS, write https://';
  return `the connection was cut before an answer came. ${hint}`;
}

function wrongName(names: string | undefined): string {
  const itsOwn = names === undefined || names === '' ? 'it names none' : `it names ${names.slice(0, LONGEST_NAMES)}`;
  return `TLS: the certificate is for another host (${itsOwn}). Ask by such a name, or set tls_config server_name`;
}

/** Words for a deadline that has passed; `bytes` of the body had come. */
export function timeoutWords(step: Step, timeoutMs: number, bytes: number): string {
  const within = `within ${String(timeoutMs / 1000)} s`;
  const words: Readonly<Record<Step, string>> = {
    proxy: `the proxy gave no connection ${within}. Check proxy_url, or HTTPS_PROXY`,
    connecting: `no connection ${within}. Check address and firewall, and that the host is on`,
    handshake: `connected, but no TLS handshake ${within}. Check that this port speaks HTTPS`,
    waiting: `connected, but no answer ${within}. It is busy or hangs; a larger scrape_timeout may help`,
    body: `no whole answer ${within}: ${String(bytes)} bytes came. A larger scrape_timeout may help`,
  };
  return words[step];
}

/** Words for an answer that stops before its end. */
export function cutWords(bytes: number, contentLength: string | undefined, chunked: boolean): string {
  if (contentLength !== undefined) return `the answer broke off: ${String(bytes)} of ${contentLength} bytes came`;
  if (chunked) return `the answer broke off: ${String(bytes)} bytes came, and no last chunk`;
  return `the answer broke off after ${String(bytes)} bytes`;
}

/** Words for a redirect that is not followed; `to` is shown without its query. */
export function redirectWords(
  why: 'off' | 'elsewhere' | 'too_many' | 'unreadable',
  status: number,
  to: string,
): string {
  const redirected = `it redirects (${String(status)})`;
  const words: Readonly<Record<typeof why, string>> = {
    off: `${redirected} to ${to}, and follow_redirects is off. Ask there instead`,
    elsewhere: `${redirected} to another server, ${to}; only the same one is followed. If that is right, give its address`,
    too_many: `it redirects again and again, at last to ${to}. Check metrics_path`,
    unreadable: `${redirected} to an address that cannot be read`,
  };
  return words[why];
}
