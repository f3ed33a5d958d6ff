/** As OpenSSH has it since 9.6 for a host; older ones hand what stands here to a shell (ProxyCommand). */
const REFUSED = /^-|[\s'"`$\\;&<>|(){}\p{Cc}]/u;

/** Why this cannot be what is given to ssh, in words; undefined where it can. */
export function aliasProblem(alias: string): string | undefined {
  if (alias !== '' && !REFUSED.test(alias)) return undefined;
  return 'ssh takes an alias of ~/.ssh/config, a host, or user@host';
}

/** The machine that an alias means, in the words of the user: without `user@`. */
function machineOf(alias: string): string {
  return alias.slice(alias.lastIndexOf('@') + 1).toLowerCase();
}

/** `host:port` as seen from the machine at the other end; its own name means itself. An IPv6 host is in brackets. */
export function farEndOf(alias: string, host: string, port: number): string {
  return `${host === machineOf(alias) ? '127.0.0.1' : host}:${String(port)}`;
}
