import assert from 'node:assert/strict';
import test from 'node:test';
import { decimate } from '../../../renderer/ui/decimate.ts';

const long = Array.from({ length: 360 }, (_, at) => at % 10);

test('a short history stays as it is', () => {
  const points = [
    { x: 0, y: 1 },
    { x: 1, y: null },
  ];
  assert.deepEqual(decimate([1, null], 2, 'peaks'), points);
  assert.deepEqual(decimate([1, null], 2, 'mean'), points);
  assert.deepEqual(decimate([], 5, 'peaks'), []);
});

test('of each stretch the lowest and the highest stay, in their order', () => {
  const history = [1, 5, 0, 2, 9, 9, 3, 4];
  assert.deepEqual(decimate(history, 4, 'peaks'), [
    { x: 1, y: 5 },
    { x: 2, y: 0 },
    { x: 4, y: 9 },
    { x: 6, y: 3 },
  ]);
});

test('no peak is lost', () => {
  const history: number[] = [...long];
  history[123] = 99;
  assert.ok(decimate(history, 60, 'peaks').some(({ x, y }) => x === 123 && y === 99));
});

test('the mean of each stretch stands in its middle', () => {
  assert.deepEqual(decimate([1, 3, 5, 7], 2, 'mean'), [
    { x: 1, y: 2 },
    { x: 3, y: 6 },
  ]);
});

for (const keep of ['peaks', 'mean'] as const) {
  test(`${keep}: about as many points as asked for, in order`, () => {
    const xs = decimate(long, 60, keep).map(({ x }) => x);
    assert.ok(xs.length >= 30 && xs.length <= 60, String(xs.length));
    assert.deepEqual(
      xs,
      [...xs].sort((a, b) => a - b),
    );
  });

  test(`${keep}: a gap stays a gap`, () => {
    const history: (number | null)[] = [...long];
    history[200] = null;
    const points = decimate(history, 60, keep);
    const at = points.findIndex(({ y }) => y === null);
    assert.equal(points[at]?.x, 200);
    assert.ok((points[at - 1]?.y ?? null) !== null && (points[at + 1]?.y ?? null) !== null);
  });

  test(`${keep}: a stretch without values is a gap and nothing else`, () => {
    const history = [...Array.from({ length: 100 }, () => null), ...long];
    const points = decimate(history, 46, keep);
    assert.ok(points.filter(({ x }) => x < 80).every(({ y }) => y === null));
  });
}

test('a gap within a stretch stands on its own side of the mean', () => {
  assert.deepEqual(decimate([null, 4, 6, 2, null, null], 2, 'mean'), [
    { x: 0, y: null },
    { x: 2, y: 5 },
    { x: 3, y: 2 },
    { x: 4, y: null },
  ]);
});
