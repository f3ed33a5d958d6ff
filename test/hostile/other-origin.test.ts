// A web page of somebody else, in a real Chromium, tries the loopback port: under its own name, and by DNS rebinding
// under one that resolves to 127.0.0.1.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { chromium } from '@playwright/test';
import { serve, tokenOf } from '../main/hosts/headless/http/serve-screen.ts';

const CHROMIUM = '/usr/bin/chromium';
const skip = existsSync(CHROMIUM) ? false : `there is no ${CHROMIUM}`;

/** A Chromium for which every name below `.example` is this computer; the address of a page there. */
async function openEvil(context: TestContext) {
  const server = createServer((_request, response) => response.setHeader('Content-Type', 'text/html').end('<p>evil'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const rules = '--host-resolver-rules=MAP *.example 127.0.0.1';
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', rules] });
  context.after(async () => {
    await browser.close();
    server.close();
  });
  const page = await browser.newPage();
  await page.goto(`http://evil.example:${String((server.address() as AddressInfo).port)}/`);
  return page;
}

for (const name of ['127.0.0.1', 'rebound.example']) {
  test(`a page of another origin gets nothing from the port, asked for as ${name}`, { skip }, async (context) => {
    const screen = await serve(context);
    const page = await openEvil(context);
    const host = screen.host.replace('127.0.0.1', name);
    const got = await page.evaluate(
      async ([at, token]) => {
        const read = (path: string, init?: RequestInit) =>
          fetch(`http://${at}${path}`, init).then(
            (answer) => String(answer.status),
            () => 'refused',
          );
        const body = JSON.stringify({ token });
        const image = new Promise((resolve) => {
          const element = new Image();
          element.onload = () => {
            resolve('shown');
          };
          element.onerror = () => {
            resolve('refused');
          };
          element.src = `http://${at}/favicon.svg`;
        });
        const socket = new Promise((resolve) => {
          const opening = new WebSocket(`ws://${at}/socket`);
          opening.onopen = () => {
            resolve('open');
          };
          opening.onerror = () => {
            resolve('refused');
          };
        });
        return {
          page: await read('/'),
          metrics: await read('/metrics'),
          token: await read('/session', { method: 'POST', body, headers: { 'Content-Type': 'application/json' } }),
          // Without a question beforehand, as a form sends it; the answer cannot be read, so that the token tells.
          simple: await read('/session', { method: 'POST', body, mode: 'no-cors' }).then(() => 'sent'),
          image: await image,
          socket: await socket,
        };
      },
      [host, tokenOf(screen.addresses)] as const,
    );
    const refused = { page: 'refused', metrics: 'refused', token: 'refused', image: 'refused', socket: 'refused' };
    assert.deepEqual(got, { ...refused, simple: 'sent' });
    assert.equal(screen.addresses.length, 1, 'the token was not taken');
    assert.equal(screen.monitor.listeners, 0);
    assert.notEqual(await screen.session(), '', 'and is good still');
  });
}

test('a page that was rebound reads nothing from the port it then is of', { skip }, async (context) => {
  const screen = await serve(context);
  const page = await openEvil(context);
  const answer = await page.goto(`http://${screen.host.replace('127.0.0.1', 'rebound.example')}/`);
  assert.ok((answer?.status() ?? 0) >= 400);
  assert.ok(!(await page.content()).includes('<title>screen</title>'));
});

test('a form of another page takes no token', { skip }, async (context) => {
  const screen = await serve(context);
  const page = await openEvil(context);
  await page.evaluate(
    ([url, token]) => {
      const form = document.createElement('form');
      Object.assign(form, { action: `${url}/session`, method: 'post', enctype: 'text/plain' });
      const field = document.createElement('input');
      // As text it is the JSON that is asked for: {"token":"…","x":"="}.
      Object.assign(field, { name: `{"token":"${token}","x":"`, value: '"}' });
      form.append(field);
      document.body.append(form);
      form.submit();
    },
    [screen.url, tokenOf(screen.addresses)] as const,
  );
  await page.waitForURL(`${screen.url}/session`);
  assert.equal(screen.addresses.length, 1, 'the token was not taken');
  assert.notEqual(await screen.session(), '');
});
