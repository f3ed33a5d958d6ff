import assert from 'node:assert/strict';
import test from 'node:test';
import { baseUrl, parseTargetAddress, targetId, withParams } from '../../../../main/core/scrape/target-address.ts';
import { fakeSettings } from '../../../fakes/target-settings.ts';

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
  ['http://u:secret@x:99999', /^credentials do not belong into the address$/],
  ['a b', /no address/],
];
for (const [text, reason] of BAD) {
  test(`"${text}" is refused`, () => {
    const result = parseTargetAddress(text);
    assert.match(result.ok ? '' : result.reason, reason);
  });
}

const params = [
  ['b', 'x y'],
  ['a', '1'],
] as const;

test('parameters are added to a path, behind those that it has', () => {
  assert.equal(withParams('/metrics', []), '/metrics');
  assert.equal(withParams('/metrics', params), '/metrics?b=x%20y&a=1');
  assert.equal(withParams('/metrics?c=2', params), '/metrics?c=2&b=x%20y&a=1');
});

test('the identity is job, address, path and parameters, and nothing else', () => {
  const id = targetId(fakeSettings());
  assert.equal(id, 'j http://dgx:8000');
  const address = { scheme: 'https', host: 'dgx', port: 443, path: '/m' } as const;
  assert.equal(targetId(fakeSettings({ address, params })), 'j https://dgx:443/m?a=1&b=x%20y');
  assert.equal(targetId(fakeSettings({ scrapeIntervalMs: 1, box: 'other', honorLabels: true })), id);
  const sameName = [
    ['a', '2'],
    ['a', '1'],
  ] as const;
  assert.equal(
    targetId(fakeSettings({ params: sameName })),
    targetId(fakeSettings({ params: [...sameName].reverse() })),
  );
});
