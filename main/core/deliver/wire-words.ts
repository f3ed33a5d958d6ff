const CA_HINT = 'If a company proxy inspects TLS, name its CA file in NODE_EXTRA_CA_CERTS';

/** Codes of Node and OpenSSL, what they mean for a destination, and what to do. */
const WORDS: readonly (readonly [codes: RegExp, words: string])[] = [
  [/^ENOTFOUND$/, 'the name is not known (DNS). Check how the address is written'],
  [/^EAI_AGAIN$/, 'the name server does not answer (DNS). Check the network'],
  [/^ECONNREFUSED$/, 'nothing listens there (connection refused). Check host and port'],
  [
    /^EHOSTUNREACH$|^EHOSTDOWN$|^ENETUNREACH$|^ENETDOWN$/,
    'the network does not lead there. Check network, VPN or proxy',
  ],
  [/^ETIMEDOUT$/, 'it does not answer (connection timed out). Check firewall and proxy'],
  [/^ECONNRESET$|^EPIPE$|^ECONNABORTED$/, 'the connection was cut before an answer came'],
  [/^EACCES$|^EPERM$/, 'this computer does not allow the connection. Check its firewall'],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, 'TLS: the certificate is for another host. Check the address'],
  [/^CERT_HAS_EXPIRED$/, 'TLS: the certificate has expired. Check the clock of this computer'],
  [/^CERT_NOT_YET_VALID$/, 'TLS: the certificate is not yet valid. Check the clock of this computer'],
  [/^DEPTH_ZERO_SELF_SIGNED_CERT$|^SELF_SIGNED_CERT/, `TLS: the certificate comes from an own CA. ${CA_HINT}`],
  [/^UNABLE_TO_(GET_ISSUER|VERIFY_LEAF)/, `TLS: the certificate comes from an unknown CA. ${CA_HINT}`],
  [/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST/, 'TLS: this port speaks no TLS. Check the port'],
  [/^ERR_SSL_|^EPROTO$|^CERT_/, 'TLS: no agreement with what answers there. Check address, port and proxy'],
  [/^HPE_/, 'what answers there does not speak HTTP. Check the port'],
];

/** Why no answer came, in words that never hold what was sent. */
export function wireWords(error: { readonly code?: string | undefined; readonly message: string }): string {
  const { code, message } = error;
  // Without a code it is a sentence of ours, about a proxy.
  if (code === undefined) return message;
  const words = WORDS.find(([codes]) => codes.test(code))?.[1];
  return words === undefined ? code : `${words} (${code})`;
}
