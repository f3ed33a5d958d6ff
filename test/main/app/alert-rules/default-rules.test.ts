import assert from 'node:assert/strict';
import test from 'node:test';
import { DEFAULT_RULES, type DefaultRuleId } from '../../../../main/app/alert-rules/default-rules.ts';
import { preview } from '../../../../main/core/alert-book.ts';
import type { AlertReading } from '../../../../main/core/model/alert.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const BEGIN_MS = 1_800_000_000_000;

type Readings = Readonly<Record<string, AlertReading>>;
/** Readings, and how many seconds they last; one observation each 10 s. */
type Stretch = readonly [seconds: number, readings: Readings];

/** What happens, at which second. */
function played(id: DefaultRuleId, stretches: readonly Stretch[]): readonly string[] {
  const rule = DEFAULT_RULES.find((each) => each.id === id);
  assert.ok(rule);
  let atMs = BEGIN_MS;
  const recorded = stretches.flatMap(([seconds, readings]) =>
    Array.from({ length: seconds / 10 }, () => {
      atMs += 10 * SECOND;
      const observation = { readings: new Map(Object.entries(readings)), intervalMs: 10 * SECOND, restarted: false };
      return { atMs, observation };
    }),
  );
  return preview(rule, recorded).map(({ kind, atMs: at }) => `${kind} ${String((at - BEGIN_MS) / SECOND)}`);
}

const full = { kvCache: 0.95, waiting: 3, preemptions: 'not_told' } as const;
const failing = (share: number, perSecond: number): Readings => ({ failures: share * perSecond, requests: perSecond });

const ROWS: readonly (readonly [DefaultRuleId, string, readonly Stretch[], readonly string[]])[] = [
  ['cache_full', 'after 2 min', [[60, { kvCache: 0.1, waiting: 0 }], [200, full]], ['fired 190']],
  ['cache_full', 'preemptions will do', [[130, { ...full, waiting: 0, preemptions: 0.1 }]], ['fired 130']],
  ['cache_full', 'a full cache without a queue is well used', [[600, { ...full, waiting: 0 }]], []],
  ['cache_full', 'requests that wait for something else', [[600, { ...full, kvCache: 0.9 }]], []],
  ['cache_full', 'it holds in the band', [[130, full], [600, { ...full, kvCache: 0.81 }]], ['fired 130']],
  ['cache_full', 'and ends 2 min below it', [[130, full], [140, { ...full, kvCache: 0.8 }]], ['fired 130', 'resolved 260']],
  ['queue_grows', 'three more after a minute', [[70, { waiting: 1 }], [70, { waiting: 4 }]], ['fired 130']],
  ['queue_grows', 'two more are nothing', [[60, { waiting: 1 }], [600, { waiting: 3 }]], []],
  ['queue_grows', 'a long queue that stays is not growing', [[600, { waiting: 90 }]], []],
  ['first_token_slow', 'after 5 min', [[320, { firstTokenP95: 2.1 }]], ['fired 310']],
  ['first_token_slow', 'above all buckets', [[320, { firstTokenP95: Infinity }]], ['fired 310']],
  ['first_token_slow', 'ends when nobody asks', [[310, { firstTokenP95: 3 }], [130, { firstTokenP95: 'no_data' }]], ['fired 310', 'resolved 440']],
  ['requests_fail', '2 % of many', [[330, failing(0.02, 2)]], ['fired 320']],
  ['requests_fail', 'not 1 %', [[900, failing(0.01, 2)]], []],
  ['requests_fail', 'not of fewer than 20 in 5 min', [[900, failing(1, 0.06)]], []],
  ['requests_fail', 'one that failed is no alert', [[600, failing(0, 0.1)], [10, failing(1, 0.1)], [900, failing(0, 0.1)]], []],
  ['box_down', 'after 30 s', [[60, { answers: 1 }], [60, { answers: 0 }], [60, { answers: 1 }]], ['fired 100', 'resolved 160']],
  ['box_down', 'a short one is nothing', [[60, { answers: 1 }], [30, { answers: 0 }], [60, { answers: 1 }]], []],
  ['box_down', 'not while our network is gone', [[600, { answers: 'gap' }]], []],
  ['scrapes_fail', 'more than half of 5 min', [[300, { scrapeGood: 1 }], [300, { scrapeGood: 0 }]], ['fired 460']],
  ['scrapes_fail', 'every second one is half', [[310, { scrapeGood: 1 }], ...Array.from({ length: 30 }, () => [[10, { scrapeGood: 0 }], [10, { scrapeGood: 1 }]] as const).flat()], []],
  ['forwarding_stuck', 'after 10 min', [[620, { forwardingBlocked: 1 }], [80, { forwardingBlocked: 0 }]], ['fired 610', 'resolved 690']],
  ['gpu_hot', 'after 2 min above 85 °C', [[140, { gpuTemperature: 86 }], [600, { gpuTemperature: 81 }]], ['fired 130']],
  ['gpu_hot', '85 °C are not above', [[600, { gpuTemperature: 85 }]], []],
  ['xid', 'when the code changes', [[60, { xid: 0 }], [900, { xid: 79 }]], ['fired 70', 'resolved 670']],
  ['xid', 'not when it is an old one', [[900, { xid: 79 }]], []],
]; // prettier-ignore

for (const [id, name, stretches, wanted] of ROWS) {
  test(`${id}: ${name}`, () => {
    assert.deepEqual(played(id, stretches), wanted);
  });
}

test('every default rule has a row that fires it, and none fires without readings', () => {
  const fired = new Set(ROWS.filter(([, , , wanted]) => wanted.length > 0).map(([id]) => id));
  for (const { id } of DEFAULT_RULES) {
    assert.ok(fired.has(id), id);
    assert.deepEqual(played(id, [[1_200, {}]]), [], id);
  }
  assert.equal(new Set(DEFAULT_RULES.map(({ id }) => id)).size, DEFAULT_RULES.length);
  assert.ok(DEFAULT_RULES.every(({ clearForMs, forMs }) => clearForMs + forMs <= 10 * MINUTE + MINUTE));
});
