import assert from 'node:assert/strict';
import test from 'node:test';
import { tokenPageOf } from '../../../../main/app/destination/token-page.ts';

const CASES: readonly (readonly [endpoint: string, page: string | null])[] = [
  ['https://abc12345.live.dynatrace.com/api/v2/otlp', 'https://abc12345.apps.dynatrace.com/ui/access-tokens'],
  ['https://managed.example/e/123/api/v2/otlp', 'https://managed.example/e/123/ui/access-tokens'],
  ['https://gate.example:9999/e/123/api/v2/otlp', null],
  ['https://collector.example/otlp', null],
  ['http://127.0.0.1:4318', null],
];

for (const [endpoint, page] of CASES) {
  test(`${endpoint} has ${page === null ? 'no page' : 'a page'} for tokens`, () => {
    assert.equal(tokenPageOf(endpoint), page);
  });
}
