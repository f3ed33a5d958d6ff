import assert from 'node:assert/strict';
import test from 'node:test';
import { accountId } from '../../../../main/core/outbox/ledger-state.ts';

test('no box and destination look like others', () => {
  const accounts = [
    { box: 'b', destination: 'a' },
    { box: 'a', destination: 'b' },
    { box: '', destination: 'a,b' },
    { box: 'b', destination: '' },
    { box: '"],["', destination: 'a' },
  ];
  assert.equal(new Set(accounts.map(accountId)).size, accounts.length);
  assert.equal(accountId({ box: 'b', destination: 'a' }), accountId({ destination: 'a', box: 'b' }));
});
