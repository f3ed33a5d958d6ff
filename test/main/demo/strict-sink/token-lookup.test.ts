import assert from 'node:assert/strict';
import test from 'node:test';
import { lookUpToken } from '../../../../main/demo/strict-sink/token-lookup.ts';

const TOKEN = `dt0c01.${'A1'.repeat(12)}.${'Z9'.repeat(32)}`;
const HEADER = `Api-Token ${TOKEN}`;

test('a lookup answers as the API does', () => {
  const rows: readonly (readonly [string | undefined, string, string | undefined, number])[] = [
    [HEADER, JSON.stringify({ token: TOKEN }), undefined, 200],
    [HEADER, JSON.stringify({ token: TOKEN }), TOKEN, 200],
    [HEADER, JSON.stringify({ token: 'dt0c01.no' }), undefined, 404],
    [HEADER, JSON.stringify({ token: `${TOKEN.slice(0, -1)}A` }), TOKEN, 404],
    [HEADER, '{', undefined, 400],
    [HEADER, 'null', undefined, 400],
    [HEADER, '{"token":5}', undefined, 400],
    [undefined, JSON.stringify({ token: TOKEN }), undefined, 401],
  ];
  for (const [header, body, token, status] of rows) {
    const answer = lookUpToken(header, body, token === undefined ? {} : { token });
    assert.equal(answer.status, status, body);
    assert.ok(!JSON.stringify(answer).includes('Z9'), 'the secret never leaves');
  }
});

test('scopes are those the token has', () => {
  const { body } = lookUpToken(HEADER, JSON.stringify({ token: TOKEN }), { scopes: ['logs.ingest'] });
  assert.deepEqual(body, {
    id: `dt0c01.${'A1'.repeat(12)}`,
    name: 'strict sink',
    enabled: true,
    personalAccessToken: false,
    scopes: ['logs.ingest'],
  });
});
