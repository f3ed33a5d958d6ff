import assert from 'node:assert/strict';
import test from 'node:test';
import { ucumOf } from '../../../../main/core/otlp/unit.ts';

const UNITS: readonly (readonly [string, string])[] = [
  ['seconds', 's'],
  ['milliseconds', 'ms'],
  ['bytes', 'By'],
  ['mebibytes', 'MiBy'],
  ['celsius', 'Cel'],
  ['ratio', '1'],
  ['percent', '%'],
  ['watts', 'W'],
  ['bytes_per_second', 'By/s'],
  ['requests_per_minute', 'requests/m'],
  ['joules_per_fortnight', 'J/fortnight'],
  ['meters_per_', 'm'],
  ['tokens', 'tokens'],
  ['constructor', 'constructor'],
  ['', ''],
];

for (const [word, ucum] of UNITS) {
  test(`# UNIT ${word} is ${ucum} in UCUM`, () => {
    assert.equal(ucumOf(word), ucum);
  });
}
