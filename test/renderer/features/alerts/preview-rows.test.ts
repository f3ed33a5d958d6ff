import assert from 'node:assert/strict';
import test from 'node:test';
import type { PreviewedFiring } from '../../../../preload/contract/rules.ts';
import { nameOf, previewRows } from '../../../../renderer/features/alerts/preview-rows.ts';

const firing = (box: string, firedMs: number, resolvedMs: number | null, target: string | null = null): PreviewedFiring => ({
  ...{ box, target, firedMs, resolvedMs, text: '' },
}); // prettier-ignore

test('a row for each box that would have fired, its spans as shares of the recorded time', () => {
  const firings = [firing('a', 1_100, 1_200), firing('b', 1_500, null), firing('a', 1_900, 2_000)];
  assert.deepEqual(previewRows({ fromMs: 1_000, untilMs: 2_000, firings }), [
    { name: 'a', spans: [{ start: 0.1, width: 0.1 }, { start: 0.9, width: 0.1 }].map(rounded) },
    { name: 'b', spans: [{ start: 0.5, width: 0.5 }] },
  ].map(({ name, spans }) => ({ name, spans: spans.map(rounded) }))); // prettier-ignore
});

/** 0.2 − 0.1 is not quite 0.1. */
function rounded({ start, width }: { readonly start: number; readonly width: number }) {
  return { start, width: start === 0.1 ? 0.2 - 0.1 : start === 0.9 ? 1 - 0.9 : width };
}

test('a short firing can still be seen, also at the end', () => {
  const [row] = previewRows({ fromMs: 0, untilMs: 100_000, firings: [firing('a', 100_000, null)] });
  const { start = 0, width = 0 } = row?.spans[0] ?? {};
  assert.ok(width > 0.005 && start + width <= 1, `${start} ${width}`);
});

test('nothing was recorded, or no time went by', () => {
  assert.deepEqual(previewRows({ fromMs: null, untilMs: null, firings: [] }), []);
  assert.deepEqual(previewRows({ fromMs: 5, untilMs: 5, firings: [firing('a', 5, null)] }), []);
});

test('a target is named with its box', () => {
  assert.deepEqual([nameOf(firing('a', 0, 1)), nameOf(firing('a', 0, 1, 'a:9400'))], ['a', 'a, a:9400']);
});
