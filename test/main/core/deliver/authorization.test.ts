import assert from 'node:assert/strict';
import test from 'node:test';
import { authorizationOf, isClassicToken } from '../../../../main/core/deliver/authorization.ts';

test('a classic token is an Api-Token, every other is a Bearer', () => {
  assert.equal(authorizationOf('dt0c01.A.B'), 'Api-Token dt0c01.A.B');
  for (const token of ['dt0s16.A.B', 'dt0u01.A.B', 'eyJhbGciOi', 'dt0c010', 'x']) {
    assert.equal(authorizationOf(token), `Bearer ${token}`);
    assert.equal(isClassicToken(token), false);
  }
});
