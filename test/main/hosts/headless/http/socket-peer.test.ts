import assert from 'node:assert/strict';
import { Duplex } from 'node:stream';
import test from 'node:test';
import { acceptKey, SocketPeer } from '../../../../../main/hosts/headless/http/socket-peer.ts';

/** A connection whose other end takes bytes only when the test says so. */
class SlowConnection extends Duplex {
  readonly written: Buffer[] = [];
  #taken: (() => void) | undefined;

  constructor() {
    super({ writableHighWaterMark: 16 });
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.written.push(chunk);
    this.#taken = done;
  }

  async takeOne(): Promise<void> {
    const taken = this.#taken;
    this.#taken = undefined;
    taken?.();
    await new Promise((resolve) => setImmediate(resolve));
  }

  hex(): string[] {
    return this.written.map((bytes) => bytes.toString('hex'));
  }
}

interface Made {
  readonly connection: SlowConnection;
  readonly peer: SocketPeer;
  readonly heard: string[];
  readonly gone: () => number;
}

function peerOf(): Made {
  const connection = new SlowConnection();
  const heard: string[] = [];
  let gone = 0;
  const limits = { mostMessageBytes: 100, heartbeatMs: 600_000, closeMs: 20 };
  const peer = new SocketPeer(connection, limits, { onText: (text) => heard.push(text), onGone: () => (gone += 1) });
  return { connection, peer, heard, gone: () => gone };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('the key of RFC 6455, section 1.3', () => {
  assert.equal(acceptKey('dGhlIHNhbXBsZSBub25jZQ=='), 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
});

test('a server’s frames: unmasked, the length in its shortest form', async () => {
  for (const [length, head] of [
    [5, '8105'],
    [125, '817d'],
    [126, '817e007e'],
    [65_535, '817effff'],
    [65_536, '817f0000000000010000'],
  ] as const) {
    const { connection, peer } = peerOf();
    peer.send('x'.repeat(length));
    assert.equal(connection.hex()[0], head + '78'.repeat(length));
    connection.destroy();
    await turn();
  }
});

test('of what is offered while there is no room only the newest is sent; what is sent keeps its turn', async () => {
  const { connection, peer } = peerOf();
  peer.offer('first, and long enough');
  for (const text of ['two', 'three', 'four']) peer.offer(text);
  peer.send('answer');
  while (connection.written.length < 3) await connection.takeOne();
  await connection.takeOne();
  assert.deepEqual(
    connection.written.map((bytes) => bytes.subarray(2).toString()),
    ['first, and long enough', 'answer', 'four'],
  );
  connection.destroy();
});

test('while something waits nothing is read; then it goes on', async () => {
  const { connection, peer, heard } = peerOf();
  peer.send('long enough to fill it');
  connection.push(Buffer.from('818100000000', 'hex'));
  connection.push(Buffer.from('61', 'hex'));
  await turn();
  assert.deepEqual(heard, []);
  await connection.takeOne();
  await turn();
  assert.deepEqual(heard, ['a']);
  connection.destroy();
});

test('a ping is answered with its bytes, a farewell with a farewell', async () => {
  const { connection, gone } = peerOf();
  connection.push(Buffer.from('898200000000' + '6869', 'hex'));
  await turn();
  assert.deepEqual(connection.hex(), ['8a026869']);
  await connection.takeOne();
  connection.push(Buffer.from('888000000000', 'hex'));
  await turn();
  assert.deepEqual(connection.hex(), ['8a026869', '880203e8']);
  await connection.takeOne();
  while (gone() === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  assert.equal(gone(), 1);
});

test('whoever does not let a farewell through is cut off, and hears nothing after it', async () => {
  const { connection, peer, heard, gone } = peerOf();
  peer.close(1008);
  peer.send('more');
  peer.offer('more');
  peer.close(1000);
  connection.push(Buffer.from('81810000000061', 'hex'));
  while (gone() === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  assert.deepEqual([connection.hex(), heard], [['880203f0'], []]);
});
