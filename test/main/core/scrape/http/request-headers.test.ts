import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { requestHeaders } from '../../../../../main/core/scrape/http/request-headers.ts';
import type { HttpSettings } from '../../../../../main/core/model/target-settings.ts';
import { httpSettings } from '../../../../fakes/target-settings.ts';

const text = (value: string) => ({ kind: 'text', text: value }) as const;
const of = async (over: Partial<HttpSettings>, own = {}): Promise<Record<string, readonly string[]>> =>
  Object.fromEntries(await requestHeaders(httpSettings(over), own));

test('Bearer, Basic and any other type', async () => {
  const bearer = { kind: 'credentials', type: 'Bearer', credentials: text('canary') } as const;
  assert.deepEqual(await of({ authorization: bearer }), { authorization: ['Bearer canary'] });
  assert.deepEqual(await of({ authorization: { ...bearer, type: 'Api-Token' } }), {
    authorization: ['Api-Token canary'],
  });
  const basic = { kind: 'basic', username: 'jürgen', password: text('a:b') } as const;
  const pair = Buffer.from('jürgen:a:b').toString('base64');
  assert.deepEqual(await of({ authorization: basic }), { authorization: [`Basic ${pair}`] });
});

test('the user’s headers may repeat and have any name; the program’s own stand over them', async () => {
  const headers = [
    ['X-Tenant', text('a')],
    ['x-tenant', text('b')],
    ['__proto__', text('c')],
    ['Accept', text('d')],
  ] as const;
  const all = await requestHeaders(httpSettings({ headers }), { accept: 'own' });
  assert.deepEqual(
    [...all],
    [
      ['x-tenant', ['a', 'b']],
      ['__proto__', ['c']],
      ['accept', ['own']],
    ],
  );
});

test('a token file is read anew each time, without the line break at its end', async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'nim-glance-'));
  context.after(() => rm(folder, { recursive: true }));
  const path = join(folder, 'token');
  const authorization = { kind: 'credentials', type: 'Bearer', credentials: { kind: 'file', path } } as const;
  for (const token of ['first', 'second']) {
    await writeFile(path, `${token}\n`);
    assert.deepEqual(await of({ authorization }), { authorization: [`Bearer ${token}`] });
  }
});

const BAD: readonly (readonly [name: string, over: Partial<HttpSettings>, reason: RegExp])[] = [
  [
    'a line break in a token',
    { authorization: { kind: 'credentials', type: 'Bearer', credentials: text('can\nary') } },
    /^the header authorization holds what HTTP does not allow/,
  ],
  ['a line break in a header', { headers: [['x-a', text('can\r\nary')]] }, /^the header x-a holds/],
  ['a name that is none', { headers: [['x a', text('canary')]] }, /^the header x a holds/],
];
for (const [name, over, reason] of BAD) {
  test(`${name} is told, without the value`, async () => {
    await assert.rejects(of(over), (error: Error) => reason.test(error.message) && !/can|ary/.test(error.message));
  });
}
