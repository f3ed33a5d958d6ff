import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readConfiguration } from '../../main/app/config/read-configuration.ts';
import { judgeAnswer } from '../../main/core/deliver/judge-answer.ts';
import type { ExpositionFormat, Problems, RawExposition } from '../../main/core/model/exposition.ts';
import { groupFamilies } from '../../main/core/parse/group-families.ts';
import { readExposition } from '../../main/core/parse/read-exposition.ts';

/** What a case is: an exposition, a configuration file, or an answer to a POST (its first three bytes choose the head). */
export type CaseKind = 'exposition' | 'configuration' | 'answer';

/** One way in which bytes from outside are read. */
export interface Reader {
  readonly name: string;
  readonly kind: CaseKind;
  /** So many times the usual time per byte may a text take, because it is of another kind than most. */
  readonly spread: number;
  /** Reads; throws when the reader throws or its result contradicts itself. */
  readonly read: (body: Uint8Array) => void;
}

export const READERS: readonly Reader[] = [
  expositionReader('text', false),
  expositionReader('text', true),
  expositionReader('openmetrics', false),
  expositionReader('openmetrics', true),
  // Where every character is a mistake, each takes time of its own.
  { name: 'configuration', kind: 'configuration', spread: 400, read: readConfigurationFile },
  { name: 'answer', kind: 'answer', spread: 40, read: readAnswer },
];

function expositionReader(format: ExpositionFormat, strict: boolean): Reader {
  return {
    name: `${format}, ${strict ? 'strict' : 'tolerant'}`,
    kind: 'exposition',
    spread: 40,
    read: (body) => {
      const raw = readExposition(body, { format, strict });
      checkProblems(raw.problems);
      checkSamples(raw);
      checkProblems(groupFamilies(raw).problems);
    },
  };
}

function checkProblems({ issues, count, families }: Problems): void {
  assert.equal(issues.length, Math.min(count, 1_000), 'the first thousand issues are kept and all counted');
  assert.ok(families.size <= count, 'no family is short without an issue');
  for (const { line, column, expected } of issues) {
    assert.ok(line >= 1 && column >= 1 && expected !== '', `an issue at ${String(line)}:${String(column)}`);
  }
}

function checkSamples({ families, format }: RawExposition): void {
  if (format === 'text') return;
  for (const { samples } of families) {
    for (const { sample } of samples) {
      const names = sample.labels.map(([name]) => name);
      assert.ok(sample.name !== '' && new Set(names).size === names.length, 'a sample has a name and each label once');
    }
  }
}

const SURROUNDINGS = {
  environment: { HOME: '/home/a' },
  computerName: 'box',
  md5: (text: string) => createHash('md5').update(text).digest(),
};

function readConfigurationFile(body: Uint8Array): void {
  const result = readConfiguration(new TextDecoder().decode(body), 'nim.yaml', SURROUNDINGS);
  if (result.ok) return;
  assert.ok(result.errors.length > 0, 'a refused configuration has a reason');
  for (const { line, column, message } of result.errors) {
    assert.ok(line >= 1 && column >= 1 && message !== '', `an error at ${String(line)}:${String(column)}`);
  }
}

const STATUSES = [200, 202, 204, 302, 400, 401, 404, 413, 429, 500, 502, 503, 504, 599, 999];
const CONTENT_TYPES = [
  'application/x-protobuf',
  'application/protobuf',
  'application/json',
  'text/html',
  'text/plain',
  '',
];
const RETRY_AFTERS = [
  undefined,
  '',
  '5',
  '-1',
  '1e99',
  '99999999999999999999',
  'Wed, 21 Oct 2099 07:28:00 GMT',
  'soon',
];

function readAnswer(body: Uint8Array): void {
  const [status = 0, type = 0, after = 0] = body;
  const outcome = judgeAnswer(
    {
      kind: 'answer',
      status: STATUSES[status % STATUSES.length]!,
      contentType: CONTENT_TYPES[type % CONTENT_TYPES.length]!,
      retryAfter: RETRY_AFTERS[after % RETRY_AFTERS.length],
      body: body.subarray(3, 65_539),
    },
    1_700_000_000_000,
  );
  if (outcome.kind === 'delivered') {
    assert.ok(outcome.rejectedPoints >= 0, `${String(outcome.rejectedPoints)} points rejected`);
  } else assert.ok(outcome.reason !== '', 'the outcome has words');
  if (outcome.kind === 'retry' && outcome.afterMs !== undefined) {
    assert.ok(Number.isFinite(outcome.afterMs) && outcome.afterMs >= 0, `again after ${String(outcome.afterMs)} ms`);
  }
}
