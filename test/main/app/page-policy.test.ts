import assert from 'node:assert/strict';
import test from 'node:test';
import { PAGE_TYPES, pagePolicy } from '../../../main/app/page-policy.ts';

test('nothing is allowed that is not named, and no source but the page’s own', () => {
  const policy = pagePolicy();
  assert.ok(policy.startsWith("default-src 'none'; "));
  assert.ok(policy.includes("require-trusted-types-for 'script'; trusted-types 'none'"));
  assert.ok(policy.includes("connect-src 'self';"));
  assert.doesNotMatch(policy, /unsafe|data:|blob:|\*|http/);
});

test('a host may add where its screen connects to', () => {
  assert.ok(pagePolicy('ws://127.0.0.1:9').includes("; connect-src 'self' ws://127.0.0.1:9; "));
});

test('what has no type is not served', () => {
  assert.equal(PAGE_TYPES['.html'], 'text/html; charset=utf-8');
  assert.equal(PAGE_TYPES['.map'], undefined);
});
