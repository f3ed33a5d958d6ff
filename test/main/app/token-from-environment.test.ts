import assert from 'node:assert/strict';
import test from 'node:test';
import { tokenFromEnvironment } from '../../../main/app/token-from-environment.ts';

const CASES: readonly (readonly [string | undefined, string | undefined])[] = [
  [undefined, undefined],
  ['', undefined],
  [' \n', undefined],
  ['dt0c01.A.B\n', 'dt0c01.A.B'],
];

for (const [given, token] of CASES) {
  test(`DT_API_TOKEN=${JSON.stringify(given)}`, () => {
    assert.equal(tokenFromEnvironment(given === undefined ? {} : { DT_API_TOKEN: given }), token);
  });
}
