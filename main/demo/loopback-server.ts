import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A listening HTTP server that can be shut at once, also on a Node without `closeAllConnections`. */
export interface LoopbackServer {
  readonly port: number;
  readonly url: string;
  /** Cuts all connections and refuses new ones, as a computer without this program does. */
  refuse(): Promise<void>;
  /** Listens again, on the same port. Rejects when another program took it meanwhile. */
  accept(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Listens on 127.0.0.1 and nowhere else. Port 0 takes any free one. Rejects with a sentence when the port cannot be had;
 * `who` names the program in it.
 */
export async function listenOnLoopback(who: string, port: number, answer: RequestListener): Promise<LoopbackServer> {
  const server = createServer(answer);
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await listen(server, who, port);
  const taken = (server.address() as AddressInfo).port;
  return {
    port: taken,
    url: `http://127.0.0.1:${taken}`,
    refuse: () => closeAll(server, sockets),
    accept: () => (server.listening ? Promise.resolve() : listen(server, who, taken)),
    close: () => closeAll(server, sockets),
  };
}

function listen(server: Server, who: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException): void => reject(new Error(portSentence(who, port, error)));
    server.once('error', fail);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', fail);
      resolve();
    });
  });
}

function closeAll(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  return new Promise((resolve) => {
    // An error here only says that it was closed before.
    server.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });
}

function portSentence(who: string, port: number, error: NodeJS.ErrnoException): string {
  if (error.code === 'EADDRINUSE') {
    return `${who} cannot listen on 127.0.0.1:${port}: another program has this port. Choose another port, or 0 for any.`;
  }
  if (error.code === 'EACCES') {
    return `${who} may not listen on port ${port}; ports below 1024 are often reserved. Choose a higher one.`;
  }
  return `${who} cannot listen on 127.0.0.1:${port}: ${error.message}.`;
}
