import { createServer, request, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import {
  connect,
  createServer as createTcpServer,
  type AddressInfo,
  type Server as TcpServer,
  type Socket,
} from 'node:net';
import type { TestContext } from 'node:test';
import type { TlsOptions } from 'node:tls';

/** Listens on a free loopback port until the test ends; returns the port. */
async function listen(context: TestContext, server: TcpServer): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  context.after(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return (server.address() as AddressInfo).port;
}

/** An HTTP server of its own for one test. */
export async function httpServer(
  context: TestContext,
  listener: RequestListener,
  tune?: (server: Server) => void,
): Promise<number> {
  const server = createServer(listener);
  tune?.(server);
  return await listen(context, server);
}

export async function httpsServer(
  context: TestContext,
  options: TlsOptions,
  listener: RequestListener,
): Promise<number> {
  const server = createTlsServer(options, listener);
  server.on('tlsClientError', () => undefined);
  return await listen(context, server);
}

/** A server that says, byte for byte, what no HTTP library would. */
export async function rawServer(context: TestContext, speak: (socket: Socket) => void): Promise<number> {
  return await listen(context, createTcpServer(speak));
}

/** Answers each request with the same bytes, then closes. */
export async function fixedServer(context: TestContext, answer: string | Buffer): Promise<number> {
  return await rawServer(context, (socket) => socket.once('data', () => socket.end(answer)));
}

export interface ProxyOptions {
  /** Answers CONNECT and requests with this status instead of 200. */
  readonly refuse?: number;
  /** Where names lead that do not exist outside the test: to loopback. */
  readonly toLoopback?: boolean;
}

/** A small HTTP proxy: CONNECT, and requests with a whole URL. `seen` lists what it was asked, with its credentials. */
export async function proxyServer(
  context: TestContext,
  { refuse, toLoopback = false }: ProxyOptions = {},
): Promise<{ port: number; seen: string[] }> {
  const seen: string[] = [];
  const note = (method = '', url = '', authorization = ''): void => {
    seen.push([method, url, authorization].join(' ').trim());
  };
  const server = createServer((incoming, response) => {
    note(incoming.method, incoming.url, incoming.headers['proxy-authorization']);
    if (refuse !== undefined) {
      response.writeHead(refuse).end();
      return;
    }
    const url = new URL(incoming.url ?? '');
    if (toLoopback) url.hostname = '127.0.0.1';
    incoming.pipe(
      request(url, { headers: incoming.headers }, (answer) =>
        answer.pipe(response.writeHead(answer.statusCode ?? 0, answer.headers)),
      ),
    );
  });
  server.on('connect', (incoming, client: Socket) => {
    note(incoming.method, incoming.url, incoming.headers['proxy-authorization']);
    if (refuse !== undefined) {
      client.end(`HTTP/1.1 ${String(refuse)} No\r\n\r\n`);
      return;
    }
    const [host = '', port = ''] = (incoming.url ?? '').split(':');
    const upstream = connect(Number(port), toLoopback ? '127.0.0.1' : host, () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      client.pipe(upstream).pipe(client);
    });
    upstream.on('error', () => client.destroy());
    client.on('close', () => upstream.destroy());
  });
  return { port: await listen(context, server), seen };
}
