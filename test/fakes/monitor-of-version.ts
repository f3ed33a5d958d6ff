import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { WebSocketServer } from 'ws';
import { newSecret, proofOf } from '../../main/app/attach/key-proof.ts';
import { CLOSED } from '../../preload/contract/socket-message.ts';

/** A monitor that has the key, and says that version. */
export async function monitorOfVersion(t: TestContext, key: string, version: number) {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  t.after(() => server.close());
  server.on('connection', (socket) => {
    socket.once('message', (data: Buffer) => {
      const nonces = { screen: (JSON.parse(data.toString()) as { nonce: string }).nonce, monitor: newSecret() };
      const say = (message: object) => {
        socket.send(JSON.stringify(message));
      };
      say({ kind: 'challenge', nonce: nonces.monitor, proof: proofOf(key, 'monitor', nonces) });
      socket.once('message', () => {
        say({ kind: 'ready', version, computer: 'dgx-lab' });
        socket.close(CLOSED.version);
      });
    });
  });
  return { url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}` };
}
