/** Whether a host is this computer itself; an IPv6 address may stand in brackets. */
export function isLoopback(host: string): boolean {
  return /^(?:.+\.)?localhost$|^127(?:\.\d+){3}$|^(?:::1|\[::1\])$/.test(host);
}
