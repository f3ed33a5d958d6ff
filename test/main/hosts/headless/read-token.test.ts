import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import test from 'node:test';
import { readToken } from '../../../../main/hosts/headless/read-token.ts';

function piped(...chunks: readonly string[]): PassThrough {
  const input = new PassThrough();
  for (const chunk of chunks) input.write(chunk);
  input.end();
  return input;
}

const none = (): void => undefined;

test('standard input is read to its end, without the white space around', async () => {
  assert.equal(await readToken(piped('dt0c01.A', '.B\n'), none), 'dt0c01.A.B');
  assert.equal(await readToken(piped(' a b \r\n'), none), 'a b');
  assert.equal(await readToken(piped('\n'), none), '');
  assert.equal(await readToken(piped(), none), '');
});

test('an endless input is not read to its end', async () => {
  async function* endless() {
    for (;;) yield Promise.resolve('x'.repeat(10_000));
  }
  assert.ok(((await readToken(endless(), none)) ?? '').length > 65_536);
});

/** A terminal whose keys come in these chunks and which stays open. */
function terminal(...chunks: readonly string[]) {
  const input = new PassThrough();
  for (const chunk of chunks) input.write(chunk);
  const modes: boolean[] = [];
  return Object.assign(input, { isTTY: true, modes, setRawMode: (on: boolean) => modes.push(on) });
}

async function typed(...chunks: readonly string[]): Promise<string | undefined> {
  const input = terminal(...chunks);
  let shown = '';
  const token = await readToken(input, (text) => {
    if (shown === '') assert.deepEqual(input.modes, [true], 'keys are hidden before the token is asked for');
    shown += text;
  });
  assert.deepEqual(input.modes, [true, false], 'the terminal is as before');
  assert.equal(shown, 'API token (it is not shown): \n');
  return token;
}

test('a terminal: one line, keys or pasted, with nothing shown', async () => {
  assert.equal(await typed('d', 't', '0', '\r'), 'dt0');
  assert.equal(await typed('dt0c01.A.B\nrest'), 'dt0c01.A.B');
  assert.equal(await typed('ab\u007f\bc\u0004'), 'c');
  assert.equal(await typed('\r'), '');
});

test('Ctrl-C gives up', { timeout: 20_000 }, async () => {
  assert.equal(await typed('dt0c', '\u0003'), undefined);
});
