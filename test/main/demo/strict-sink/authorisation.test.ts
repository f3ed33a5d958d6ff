import assert from 'node:assert/strict';
import test from 'node:test';
import { authoriseIngest } from '../../../../main/demo/strict-sink/authorisation.ts';
import type { AccessOptions } from '../../../../main/demo/strict-sink/authorisation.ts';

const TOKEN = `dt0c01.${'A1'.repeat(12)}.${'Z9'.repeat(32)}`;

test('who may ingest', () => {
  const rows: readonly (readonly [string | undefined, AccessOptions, 'allowed' | 401 | 403])[] = [
    [undefined, {}, 401],
    ['', {}, 401],
    [TOKEN, {}, 401],
    [`Basic ${TOKEN}`, {}, 401],
    [`Api-Token ${TOKEN}`, {}, 'allowed'],
    [`api-token ${TOKEN}`, {}, 'allowed'],
    [`Api-Token ${TOKEN} `, {}, 401],
    [`Api-Token ${TOKEN}X`, {}, 401],
    [`Api-Token ${TOKEN.toLowerCase()}`, {}, 401],
    ['Api-Token dt0s16.X.Y', {}, 401],
    ['Bearer dt0s16.X.Y', {}, 'allowed'],
    ['Bearer anything', {}, 'allowed'],
    ['Bearer ', {}, 401],
    [`Bearer ${TOKEN}`, {}, 401],
    [`Api-Token ${TOKEN}`, { token: TOKEN }, 'allowed'],
    [`Api-Token ${TOKEN}`, { token: `${TOKEN.slice(0, -1)}A` }, 401],
    ['Bearer mine', { token: 'yours' }, 401],
    [`Api-Token ${TOKEN}`, { scopes: ['metrics.ingest'] }, 'allowed'],
    [`Api-Token ${TOKEN}`, { scopes: ['logs.ingest', 'openpipeline:metrics:ingest'] }, 403],
    ['Bearer x', { scopes: ['openpipeline:metrics:ingest'] }, 'allowed'],
    ['Bearer x', { scopes: ['metrics.ingest'] }, 403],
    ['Bearer x', { scopes: [] }, 403],
  ];
  for (const [header, access, expected] of rows) {
    const verdict = authoriseIngest(header, access);
    assert.equal(
      verdict.kind === 'refused' ? verdict.status : verdict.kind,
      expected,
      `${header} ${JSON.stringify(access)}`,
    );
    if (verdict.kind === 'refused') assert.ok(!verdict.message.includes('Z9'), 'no message repeats the token');
  }
});
