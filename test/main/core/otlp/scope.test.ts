import assert from 'node:assert/strict';
import test from 'node:test';
import { isScopeLabel, scopeOf } from '../../../../main/core/otlp/scope.ts';

test('points that name no scope are ours', () => {
  const own = { name: 'nim-glance', version: '', schemaUrl: '', attributes: [] };
  assert.deepEqual(scopeOf([['model_name', 'm']]), own);
  assert.deepEqual(scopeOf([['otel_scope_name', '']]), own);
});

test('labels otel_scope_… are the scope', () => {
  assert.deepEqual(
    scopeOf([
      ['a', '1'],
      ['otel_scope_library', 'l'],
      ['otel_scope_name', 'n'],
      ['otel_scope_schema_url', 'https://s'],
      ['otel_scope_version', '1.2'],
    ]),
    { name: 'n', version: '1.2', schemaUrl: 'https://s', attributes: [['library', 'l']] },
  );
  assert.deepEqual(scopeOf([['otel_scope_version', '1']]), { name: '', version: '1', schemaUrl: '', attributes: [] });
});

test('a scope label is told by its prefix', () => {
  assert.deepEqual(['otel_scope_name', 'otel_scope_x', 'otel_scope', 'x_otel_scope_name'].map(isScopeLabel), [
    true,
    true,
    false,
    false,
  ]);
});
