import assert from 'node:assert/strict';
import test from 'node:test';
import { baseUrl, parseTargetAddress } from '../../../../main/core/scrape/target-address.ts';

const GOOD: readonly (readonly [string, string, string | undefined])[] = [
  ['dgx-lab', 'http://dgx-lab:8000', undefined],
  ['dgx-lab:8123', 'http://dgx-lab:8123', undefined],
  ['dgx-lab:80', 'http://dgx-lab:80', undefined],
  ['http://dgx-lab', 'http://dgx-lab:8000', undefined],
  ['http://dgx-lab:80/', 'http://dgx-lab:80', undefined],
  ['https://dgx-lab', 'https://dgx-lab:443', undefined],
  ['  10.0.0.1 ', 'http://10.0.0.1:8000', undefined],
  ['http://[::1]:8000', 'http://[::1]:8000', undefined],
  ['http://h:1/my/metrics?a=b', 'http://h:1', '/my/metrics?a=b'],
];
for (const [text, base, path] of GOOD) {
  test(`"${text}" is ${base}`, () => {
    const result = parseTargetAddress(text);
    assert.ok(result.ok);
    assert.deepEqual([baseUrl(result.address), result.address.path], [base, path]);
  });
}

const BAD: readonly (readonly [string, RegExp])[] = [
  ['', /address is missing/],
  ['http://', /no address/],
  ['ftp://x', /not supported/],
  ['http://u:p@x', /credentials/],
  ['a b', /no address/],
];
for (const [text, reason] of BAD) {
  test(`"${text}" is refused`, () => {
    const result = parseTargetAddress(text);
    assert.match(result.ok ? '' : result.reason, reason);
  });
}
