import { connect, createServer, type Socket } from 'node:net';

/** A port that leads to another one of this computer. */
export interface PortForward {
  /** Nobody listens there any more, and what is open is cut. */
  close(): Promise<void>;
}

const HERE = '127.0.0.1';

/** From now on `address:port` leads to `toPort` of 127.0.0.1. Rejects when the address is not ours, or the port taken. */
export async function forwardPort(address: string, port: number, toPort: number): Promise<PortForward> {
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(toPort, HERE);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, address, resolve));
  return {
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
