import assert from 'node:assert/strict';
import test from 'node:test';
import { isProof, keyId, proofOf } from '../../main/app/attach/key-proof.ts';
import { CLOSED, PROTOCOL_VERSION } from '../../preload/contract/socket-message.ts';
import { opened, type Client } from '../main/hosts/headless/http/screen-client.ts';
import { serve } from '../main/hosts/headless/http/serve-screen.ts';

const HELLO_NONCE = 'ab'.repeat(32);

function hello(key: string, version: number = PROTOCOL_VERSION): Record<string, unknown> {
  return { id: keyId(key), nonce: HELLO_NONCE, version };
}

/** Proves a key to a challenge, as a program does that attaches itself. */
async function prove(made: Client, key: string): Promise<void> {
  const { nonce } = await made.until(({ kind }) => kind === 'challenge');
  made.send({ proof: proofOf(key, 'screen', { screen: HELLO_NONCE, monitor: String(nonce) }) });
}

test('a program with the key of this computer is let in, after both have proved it', async (t) => {
  const screen = await serve(t);
  const made = await opened(t, screen);
  const { own } = screen.attachKeys;
  made.send(hello(own));
  const { nonce, proof } = await made.until(({ kind }) => kind === 'challenge');
  assert.ok(isProof(String(proof), own, 'monitor', { screen: HELLO_NONCE, monitor: String(nonce) }));
  await prove(made, own);
  const ready = await made.until(({ kind }) => kind === 'ready');
  assert.deepEqual(ready, { kind: 'ready', version: PROTOCOL_VERSION, computer: 'dgx-lab' });
  await made.until(({ kind }) => kind === 'event');
});

test('a wrong key, a proof of before and our own proof said back are refused', async (t) => {
  const screen = await serve(t);
  const { own } = screen.attachKeys;
  const unknown = await opened(t, screen);
  unknown.send(hello('cd'.repeat(32)));
  assert.equal(await unknown.closed, CLOSED.session);
  const guessing = await opened(t, screen);
  guessing.send(hello(own));
  await prove(guessing, 'cd'.repeat(32));
  assert.equal(await guessing.closed, CLOSED.session);
  const echoing = await opened(t, screen);
  echoing.send(hello(own));
  const { proof } = await echoing.until(({ kind }) => kind === 'challenge');
  echoing.send({ proof });
  assert.equal(await echoing.closed, CLOSED.session);
});

test('another version is told so, but only to who has the key', async (t) => {
  const screen = await serve(t);
  const { own } = screen.attachKeys;
  const made = await opened(t, screen);
  made.send(hello(own, PROTOCOL_VERSION + 1));
  await prove(made, own);
  const ready = await made.until(({ kind }) => kind === 'ready');
  assert.equal(ready['version'], PROTOCOL_VERSION, 'it can tell which of the two is older');
  assert.equal(await made.closed, CLOSED.version);
  assert.ok(!made.heard.some(({ kind }) => kind === 'event'));
});

test('who only greets and proves nothing is late', async (t) => {
  const screen = await serve(t, { firstMessageMs: 100 });
  const made = await opened(t, screen);
  made.send(hello(screen.attachKeys.own));
  assert.equal(await made.closed, CLOSED.late);
});
