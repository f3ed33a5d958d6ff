import assert from 'node:assert/strict';
import test from 'node:test';
import { targetFromAddress } from '../../../../main/app/config/target-from-address.ts';

const DEFAULTS = { job: 'nim-metrics', box: 'spark', intervalMs: 5_000 };

test('a host alone', () => {
  const result = targetFromAddress('dgx-lab', DEFAULTS);
  assert.ok(result.ok);
  const { address, params, box, labels, scrapeIntervalMs, scrapeTimeoutMs } = result.settings;
  assert.deepEqual(address, { scheme: 'http', host: 'dgx-lab', port: 8000, path: undefined });
  assert.deepEqual(labels, [
    ['instance', 'dgx-lab:8000'],
    ['job', 'nim-metrics'],
  ]);
  assert.deepEqual([params, box, scrapeIntervalMs, scrapeTimeoutMs], [[], 'spark', 5_000, 5_000]);
});

test('the timeout is ten seconds where the interval is longer', () => {
  const result = targetFromAddress('dgx-lab', { ...DEFAULTS, intervalMs: 60_000 });
  assert.equal(result.ok && result.settings.scrapeTimeoutMs, 10_000);
});

const PATHS: readonly (readonly [string, string | undefined, readonly (readonly [string, string])[]])[] = [
  ['http://h:1/my/metrics', '/my/metrics', []],
  [
    'http://h:1/my?a=b&a=c%20d',
    '/my',
    [
      ['a', 'b'],
      ['a', 'c d'],
    ],
  ],
  ['http://h:1/', undefined, []],
];
for (const [text, path, params] of PATHS) {
  test(`path and parameters of ${text}`, () => {
    const result = targetFromAddress(text, DEFAULTS);
    assert.ok(result.ok);
    assert.deepEqual([result.settings.address.path, result.settings.params], [path, params]);
  });
}

test('no address', () => {
  const result = targetFromAddress('http://u:secret@x', DEFAULTS);
  assert.ok(!result.ok);
  assert.equal(result.reason, 'credentials do not belong into the address');
});
