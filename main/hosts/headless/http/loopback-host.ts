/**
 * Whether a request's `Host` header means this computer itself, on any port (a tunnel may have another one). A page of
 * the web whose name was pointed at 127.0.0.1 (DNS rebinding) still sends its own name here.
 */
export function isLoopbackHost(host: string | undefined): boolean {
  return host !== undefined && /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i.test(host);
}
