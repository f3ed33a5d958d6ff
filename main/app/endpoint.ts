export type EndpointResult =
  { readonly ok: true; readonly endpoint: string } | { readonly ok: false; readonly reason: string };

/** Reads an OTLP base URL. A token may only leave the machine over https; http is for loopback. */
export function parseEndpoint(text: string): EndpointResult {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return { ok: false, reason: 'The address must be a URL such as https://abc12345.live.dynatrace.com/api/v2/otlp' };
  }
  const loopback = url.hostname === 'localhost' || url.hostname === '[::1]' || /^127(?:\.\d+){3}$/.test(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback)) {
    return { ok: false, reason: 'The address must start with https:// so that the token stays secret' };
  }
  if (url.username !== '' || url.password !== '')
    return { ok: false, reason: 'Credentials do not belong into the address' };
  const path = url.pathname
    .replace(/\/+$/, '')
    .replace(/\/v1\/metrics$/, '')
    .replace(/\/+$/, '');
  return { ok: true, endpoint: url.origin + path };
}
