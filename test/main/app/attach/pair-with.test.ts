import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import test, { type TestContext } from 'node:test';
import { codeKey, isProof, keyId, newSecret, oneSided, proofOf } from '../../../../main/app/attach/key-proof.ts';
import { pairWith, postJson } from '../../../../main/app/attach/pair-with.ts';
import { serve } from '../../hosts/headless/http/serve-screen.ts';

async function answering(t: TestContext, listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

const at = (url: string) => ({ url, shownAs: url.slice(7) });

test('a code becomes a key, once', async (t) => {
  const { url, attachKeys } = await serve(t);
  const { code } = attachKeys.newCode();
  const wrong = await pairWith(at(url), '2222-2222', 'laptop');
  assert.equal(wrong.ok, false);
  const pairing = await pairWith(at(url), code, 'laptop');
  assert.ok(pairing.ok);
  assert.equal(pairing.computer, 'dgx-lab');
  assert.equal(attachKeys.keyOf(keyId(pairing.key)), pairing.key);
  const again = await pairWith(at(url), code, 'laptop');
  assert.match(again.ok ? '' : again.reason, /nim-glance pair/);
});

test('a code is only given to who has the key of that computer, and only such a one is believed', async (t) => {
  const { url, attachKeys } = await serve(t);
  const nonce = newSecret();
  const asked = (key: string) =>
    postJson(`${url}/pairing-code`, { nonce, proof: proofOf(key, 'screen', oneSided(nonce)) });
  assert.deepEqual(await asked('ab'.repeat(32)), {
    ...{ kind: 'answered', status: 403, body: 'This needs the key of this computer\n' },
  });
  const answer = await asked(attachKeys.own);
  assert.ok(answer.kind === 'answered' && answer.status === 200);
  const { code, proof } = JSON.parse(answer.body) as { code: string; proof: string };
  assert.ok(isProof(proof, attachKeys.own, 'monitor', oneSided(nonce, code)));
});

test('whoever listens at the port of the monitor learns neither code nor key, and is not believed', async (t) => {
  const heard: string[] = [];
  const impostor = await answering(t, (request, response) => {
    request.setEncoding('utf8').on('data', (text: string) => heard.push(text));
    request.on('end', () =>
      response.end(JSON.stringify({ nonce: newSecret(), proof: newSecret(), computer: 'dgx-lab' })),
    );
  });
  const pairing = await pairWith(at(impostor), 'ABCD-EFGH', 'laptop');
  assert.match(pairing.ok ? '' : pairing.reason, /is not who printed this code/);
  assert.ok(heard.length > 0 && !/ABCD|EFGH/i.test(heard.join('').replace(/"[0-9a-f]{64}"/g, '')));
});

test('what was heard of a pairing pairs nobody else', async (t) => {
  const { url, attachKeys } = await serve(t);
  const { code } = attachKeys.newCode();
  const heard: string[] = [];
  // Between both, as a program on the way would be.
  const between = await answering(t, (request, response) => {
    request.setEncoding('utf8').on('data', (text: string) => heard.push(text));
    request.on('end', () => {
      void fetch(`${url}/pair`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: heard.join(''),
      })
        .then((answer) => answer.text())
        .then((text) => response.end(text));
    });
  });
  const pairing = await pairWith(at(between), code, 'laptop');
  assert.ok(pairing.ok);
  assert.ok(!heard.join('').includes(pairing.key));
  const again = await postJson(`${url}/pair`, JSON.parse(heard.join('')) as object);
  assert.ok(again.kind === 'answered' && again.status === 403);
  // Nor while another code waits.
  attachKeys.newCode();
  const later = await postJson(`${url}/pair`, JSON.parse(heard.join('')) as object);
  assert.ok(later.kind === 'answered' && later.status === 403);
});

test('a monitor that cannot keep it says so', async (t) => {
  const full = await answering(t, (_, response) => response.writeHead(507).end('ENOSPC\n'));
  const pairing = await pairWith(at(full), 'ABCD-EFGH', 'laptop');
  assert.match(pairing.ok ? '' : pairing.reason, /cannot keep a pairing: ENOSPC$/);
});

test('a page of the web gets neither a code nor a key', async (t) => {
  const { url, attachKeys } = await serve(t);
  const { code } = attachKeys.newCode();
  const nonce = newSecret();
  const proof = proofOf(await codeKey(code, nonce), 'screen', oneSided(nonce));
  const body = JSON.stringify({ nonce, proof, name: 'evil' });
  for (const headers of [
    { 'Content-Type': 'application/json', Origin: 'https://evil.example' },
    { 'Content-Type': 'text/plain' },
  ] as const) {
    const { status } = await fetch(`${url}/pair`, { method: 'POST', headers, body });
    assert.ok(status === 403 || status === 415);
  }
  assert.equal((await pairWith(at(url), code, 'laptop')).ok, true);
});

test('an answer that breaks off in its body is none', { timeout: 30_000 }, async (t) => {
  const cut = await answering(t, (_, response) => {
    response.writeHead(200, { 'Content-Length': 100 }).write('{"nonce":', () => response.socket?.destroy());
  });
  assert.deepEqual(await postJson(cut, {}), { kind: 'failed', reason: 'its answer breaks off' });
});

test('an answer that never comes to its end is given up, however it drips', { timeout: 30_000 }, async (t) => {
  const dripping = await answering(t, (_, response) => {
    const drip = setInterval(() => response.write('x'), 5);
    response.on('close', () => {
      clearInterval(drip);
    });
  });
  assert.deepEqual(await postJson(dripping, {}, 500), { kind: 'failed', reason: 'it takes too long' });
});

test('whoever else answers there is told apart, and nobody is an answer, too', async (t) => {
  const other = await answering(t, (_, response) => response.end('<html>'));
  const answer = await pairWith(at(other), 'ABCD-EFGH', 'laptop');
  assert.match(answer.ok ? '' : answer.reason, /no NIM Glance/);
  const endless = await answering(t, (_, response) => response.write('x'.repeat(10_000)));
  const tooMuch = await pairWith(at(endless), 'ABCD-EFGH', 'laptop');
  assert.match(tooMuch.ok ? '' : tooMuch.reason, /too much/);
  const nobody = await pairWith(at('http://127.0.0.1:9'), 'ABCD-EFGH', 'laptop');
  assert.match(nobody.ok ? '' : nobody.reason, /Nobody answers/);
});
