import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { EventLog } from '../../../../main/demo/nim-simulator/event-log.ts';
import type { LogEntry } from '../../../../main/demo/nim-simulator/log-entry.ts';
import { readEventLog, readTruth } from '../../../../main/demo/nim-simulator/read-event-log.ts';
import { truthOf } from '../../../../main/demo/nim-simulator/truth.ts';

test('events are in the file before the answer has its number, and the file tells the same truth', () => {
  const folder = mkdtempSync(join(tmpdir(), 'event-log-'));
  try {
    const file = join(folder, 'log.ndjson');
    const log = new EventLog({ modelName: 'm', file });
    const read = (): readonly LogEntry[] =>
      readFileSync(file, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as LogEntry);
    const life = log.beginLife(5);
    log.settle(log.ask(), life, true);
    for (const value of [1, 1.5, 99]) {
      log.record({ kind: 'observe', family: 'e2e_request_latency_seconds', labels: {}, value });
    }
    log.record({ kind: 'inc', family: 'request_finish_total', labels: { finished_reason: 'stop' }, by: 2 });
    log.record({ kind: 'inc', family: 'request_finish_total', labels: { finished_reason: 'length' }, by: 3 });
    log.record({ kind: 'inc', family: 'request_finish_total', labels: { finished_reason: 'stop' }, by: 1 });
    const number = log.ask();
    assert.deepEqual(
      read().map((entry) => entry.kind),
      ['life', 'asked', 'answer', 'observe', 'inc', 'inc', 'asked'],
    );
    log.settle(number, life, true);
    const truth = log.truth();
    assert.deepEqual(truth.series.get('request_finish_total{finished_reason="stop",model_name="m"}'), {
      kind: 'sum',
      value: 3,
    });
    const latency = truth.series.get('e2e_request_latency_seconds{model_name="m"}');
    assert.deepEqual(latency, {
      kind: 'histogram',
      bounds: [1, 2.5, 5, 10, 15, 20, 30, 40, 50, 60],
      buckets: [1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1],
      count: 3,
      sum: 101.5,
    });
    log.close();
    assert.deepEqual(truthOf(read()), truth);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a log is gone on with where a killed process left it, half a line at its end aside', () => {
  const folder = mkdtempSync(join(tmpdir(), 'event-log-'));
  try {
    const file = join(folder, 'log.ndjson');
    const inc = { kind: 'inc', family: 'prompt_tokens_total', labels: {} } as const;
    const killed = new EventLog({ modelName: 'm', file });
    assert.equal(killed.latestStartMs, undefined);
    killed.beginLife(5);
    killed.settle(killed.ask(), 1, true);
    killed.record({ ...inc, by: 4 });
    killed.settle(killed.ask(), 1, true);
    killed.record({ ...inc, by: 8 });
    killed.ask();
    appendFileSync(file, '{"kind":"answer","num');

    const next = new EventLog({ modelName: 'm', file });
    assert.equal(next.latestStartMs, 5);
    assert.equal(next.beginLife(9), 2);
    next.record({ ...inc, by: 16 });
    assert.equal(next.ask(), 4);
    next.settle(4, 2, true);
    next.close();
    const truth = next.truth();
    assert.deepEqual([...truth.series], [['prompt_tokens_total{model_name="m"}', { kind: 'sum', value: 20 }]]);
    assert.deepEqual(truth.unsettled, [{ life: 1, number: 3 }]);
    assert.deepEqual(readTruth(file), truth);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('an answer notes what it does not show', () => {
  const folder = mkdtempSync(join(tmpdir(), 'event-log-'));
  try {
    const file = join(folder, 'log.ndjson');
    const log = new EventLog({ modelName: 'm', file });
    log.beginLife(5);
    log.ask(new Set(['a', 'b']));
    log.close();
    const expected = { kind: 'asked', number: 1, life: 1, hidden: ['a', 'b'] };
    assert.deepEqual(readEventLog(file).entries.at(-1), expected);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
