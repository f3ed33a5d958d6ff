import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import test, { type TestContext } from 'node:test';
import { pairWith, postJson } from '../../../../main/app/attach/pair-with.ts';
import { serve } from '../../hosts/headless/http/serve-screen.ts';

async function answering(t: TestContext, listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

test('a code becomes a key, once', async (t) => {
  const { url, attachKeys } = await serve(t);
  const { code } = attachKeys.newCode();
  const wrong = await pairWith(url, '2222-2222', 'laptop');
  assert.equal(wrong.ok, false);
  const pairing = await pairWith(url, code, 'laptop');
  assert.ok(pairing.ok);
  assert.equal(pairing.paired.computer, 'dgx-lab');
  const again = await pairWith(url, code, 'laptop');
  assert.match(again.ok ? '' : again.reason, /nim-glance pair/);
});

test('a code is only given to who has the key of that computer', async (t) => {
  const { url, attachKeys } = await serve(t);
  const asked = (key: string) => postJson(`${url}/pairing-code`, { key });
  assert.deepEqual(await asked('ab'.repeat(32)), {
    ...{ kind: 'answered', status: 403, body: 'This code was used, is too old, or is none\n' },
  });
  const answer = await asked(attachKeys.own);
  assert.ok(answer.kind === 'answered' && answer.status === 200);
});

test('a page of the web gets neither a code nor a key', async (t) => {
  const { url, attachKeys } = await serve(t);
  const { code } = attachKeys.newCode();
  const body = JSON.stringify({ code, name: 'evil' });
  for (const headers of [
    { 'Content-Type': 'application/json', Origin: 'https://evil.example' },
    { 'Content-Type': 'text/plain' },
  ] as const) {
    const { status } = await fetch(`${url}/pair`, { method: 'POST', headers, body });
    assert.ok(status === 403 || status === 415);
  }
  assert.equal((await pairWith(url, code, 'laptop')).ok, true);
});

test('whoever else answers there is told apart, and nobody is an answer, too', async (t) => {
  const other = await answering(t, (_, response) => response.end('<html>'));
  const answer = await pairWith(other, 'ABCD-EFGH', 'laptop');
  assert.match(answer.ok ? '' : answer.reason, /no NIM Glance/);
  const endless = await answering(t, (_, response) => response.write('x'.repeat(10_000)));
  const tooMuch = await pairWith(endless, 'ABCD-EFGH', 'laptop');
  assert.match(tooMuch.ok ? '' : tooMuch.reason, /too much/);
  const nobody = await pairWith('http://127.0.0.1:9', 'ABCD-EFGH', 'laptop');
  assert.match(nobody.ok ? '' : nobody.reason, /Nobody answers/);
});
