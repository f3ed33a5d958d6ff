import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A listening HTTP server that can be shut at once, also on a Node without `closeAllConnections`. */
export interface LoopbackServer {
  readonly port: number;
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Listens on 127.0.0.1 and nowhere else. Port 0 takes any free one. Rejects with a sentence when the port cannot be had;
 * `who` names the program in it.
 */
export function listenOnLoopback(who: string, port: number, answer: RequestListener): Promise<LoopbackServer> {
  const server = createServer(answer);
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new Error(portSentence(who, port, error))));
    server.listen(port, '127.0.0.1', () => {
      const taken = (server.address() as AddressInfo).port;
      resolve({ port: taken, url: `http://127.0.0.1:${taken}`, close: () => closeAll(server, sockets) });
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
