import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that listens on this computer alone. */
export interface LoopbackServer {
  /** Without a `/` at the end. */
  readonly url: string;
  /** Cuts what is under way. */
  readonly close: () => Promise<void>;
}

/**
 * Listens on 127.0.0.1 and nowhere else; port 0 takes a free one. The address is never `localhost`: another program could
 * have the same port on `::1`. Rejects with an `Error` whose message is for the user when the port cannot be had.
 */
export async function listenOnLoopback(server: Server, port: number): Promise<LoopbackServer> {
  await listening(server, port);
  const { port: had } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${String(had)}`, close: () => closed(server) };
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.on('error', (error: NodeJS.ErrnoException) => {
      reject(new Error(`127.0.0.1:${String(port)} cannot be listened on: ${WORDS[error.code ?? ''] ?? error.message}`));
    });
    server.listen(port, '127.0.0.1', resolve);
  });
}

const WORDS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program does',
  EACCES: 'this user may not',
};

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
