import type { ClientRequest } from 'node:http';
import { subscribe } from 'node:diagnostics_channel';

/** Requests of this process that have begun and not ended. */
const open = new Set<ClientRequest>();
/** Turns of the event loop without a request after which none follows from the last one. */
const CALM_TURNS = 8;

subscribe('http.client.request.start', (message) => {
  const { request } = message as { readonly request: ClientRequest };
  open.add(request);
  request.once('close', () => open.delete(request));
});

/** Resolves when this process asks nobody anything any more. */
export async function calm(): Promise<void> {
  for (let turns = 0; turns < CALM_TURNS; turns += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    if (open.size > 0) turns = 0;
  }
}
