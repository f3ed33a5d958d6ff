export type ListenResult =
  { readonly ok: true; readonly port: number } | { readonly ok: false; readonly reason: string };

/** Reads `127.0.0.1:PORT`, `localhost:PORT` or the port alone. Nothing but loopback: what is shown there is not secured. */
export function readListen(text: string): ListenResult {
  const [, host = '127.0.0.1', digits = ''] = /^(?:(.*):)?(\d{1,5})$/.exec(text.trim()) ?? [];
  const port = Number(digits);
  if (digits === '' || port < 1 || port > 65_535)
    return { ok: false, reason: `listen takes 127.0.0.1:PORT, for example 127.0.0.1:9464, not "${text}"` };
  if (host !== '127.0.0.1' && host !== 'localhost')
    return { ok: false, reason: `only this computer may ask: listen takes 127.0.0.1:${digits}, not "${text}"` };
  return { ok: true, port };
}
