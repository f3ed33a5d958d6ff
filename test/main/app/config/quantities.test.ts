import assert from 'node:assert/strict';
import test from 'node:test';
import { printDuration, readDuration, readGoDuration, readSize } from '../../../../main/app/config/quantities.ts';

const DURATIONS: readonly (readonly [string, number | undefined])[] = [
  ['10s', 10_000],
  ['500ms', 500],
  ['1h30m', 5_400_000],
  ['1y2w3d4h5m6s7ms', 33_019_506_007],
  ['0', 0],
  ['0s', 0],
  ['', undefined],
  ['10', undefined],
  ['1.5s', undefined],
  ['-1s', undefined],
  ['1s1h', undefined],
  ['1s1s', undefined],
  ['10 s', undefined],
  ['10S', undefined],
  ['ten', undefined],
];
for (const [text, expected] of DURATIONS) {
  test(`the duration "${text}"`, () => {
    assert.equal(readDuration(text), expected);
  });
}

const PRINTED: readonly (readonly [number, string])[] = [
  [10_000, '10s'],
  [500, '500ms'],
  [90_000, '1m30s'],
  [86_400_000, '1d'],
  [90_000_000, '25h'],
  [7 * 86_400_000, '1w'],
  [0, '0s'],
];
for (const [ms, text] of PRINTED) {
  test(`${String(ms)} ms is printed as ${text}, and read back`, () => {
    assert.equal(printDuration(ms), text);
    assert.equal(readDuration(text), ms);
  });
}

const GO_DURATIONS: readonly (readonly [string, number | undefined])[] = [
  ['25h', 90_000_000],
  ['1.5h', 5_400_000],
  ['.5s', 500],
  ['1m30s', 90_000],
  ['250us', 0.25],
  ['1s1h', 3_601_000],
  ['0', 0],
  ['1d', undefined],
  ['25', undefined],
  ['', undefined],
  ['h', undefined],
];
for (const [text, expected] of GO_DURATIONS) {
  test(`Go's duration "${text}"`, () => {
    assert.equal(readGoDuration(text), expected);
  });
}

const SIZES: readonly (readonly [string, number | undefined])[] = [
  ['10MB', 10 * 1024 * 1024],
  ['10MiB', 10 * 1024 * 1024],
  ['512KiB', 524_288],
  ['1B', 1],
  ['1.5GB', 1_610_612_736],
  ['1GB512MB', 1_610_612_736],
  ['1EB', 1024 ** 6],
  ['0', 0],
  ['10', undefined],
  ['10 MB', undefined],
  ['10mb', undefined],
  ['10M', undefined],
  ['-1MB', undefined],
  ['', undefined],
];
for (const [text, expected] of SIZES) {
  test(`the size "${text}"`, () => {
    assert.equal(readSize(text), expected);
  });
}
