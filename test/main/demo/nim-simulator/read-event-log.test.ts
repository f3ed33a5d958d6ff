import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import type { LogEntry } from '../../../../main/demo/nim-simulator/log-entry.ts';
import { readEventLog, readPossibleTruths, readTruth } from '../../../../main/demo/nim-simulator/read-event-log.ts';

const life = (number: number): LogEntry => ({ kind: 'life', life: number, startMs: number });
const inc = (of: number, by: number): LogEntry => ({ kind: 'inc', life: of, family: 'c', labels: {}, by });
const asked = (number: number, of: number): LogEntry => ({ kind: 'asked', number, life: of });
const ended = (number: number, of: number): LogEntry => ({ kind: 'answer', number, life: of, whole: true });

function withLog(entries: readonly LogEntry[], tail: string, run: (file: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'read-event-log-'));
  try {
    const file = join(folder, 'log.ndjson');
    writeFileSync(file, entries.map((entry) => `${JSON.stringify(entry)}\n`).join('') + tail);
    run(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Two lives that were killed with an answer on its way, and a third that was not. */
const KILLED_TWICE = [
  ...[life(1), asked(1, 1), ended(1, 1), inc(1, 1), asked(2, 1)],
  ...[life(2), inc(2, 10), asked(3, 2), ended(3, 2), inc(2, 100), asked(4, 2)],
  ...[life(3), inc(3, 1000), asked(5, 3), ended(5, 3)],
];

test('half a line at the end is none', () =>
  withLog([life(1), asked(1, 1), ended(1, 1)], '{"kind":"inc","li', (file) => {
    const { entries, wholeBytes } = readEventLog(file);
    assert.equal(entries.length, 3);
    assert.equal(wholeBytes, entries.map((entry) => `${JSON.stringify(entry)}\n`).join('').length);
    assert.deepEqual(readTruth(file).unseenLives, []);
  }));

test('each answer of unknown end doubles the truths, the cautious one first', () =>
  withLog(KILLED_TWICE, '', (file) => {
    const counts = readPossibleTruths(file).map(({ series }) => series.get('c'));
    const sum = (value: number): unknown => ({ kind: 'sum', value });
    assert.deepEqual(counts, [sum(1010), sum(1011), sum(1110), sum(1111)]);
    assert.deepEqual(readTruth(file).series.get('c'), sum(1010));
  }));

test('too many of them prove nothing', () => {
  const lives = Array.from({ length: 11 }, (_, i) => [life(i + 1), asked(i + 1, i + 1)]).flat();
  withLog(lives, '', (file) => assert.throws(() => readPossibleTruths(file), /how 11 answers ended/));
});

test('a file that is not there throws', () => {
  assert.throws(() => readEventLog('/nowhere/log'), /ENOENT/);
});
