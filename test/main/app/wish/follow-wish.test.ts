import assert from 'node:assert/strict';
import test from 'node:test';
import type { BoxNow } from '../../../../main/app/sentences/box-now.ts';
import { NO_PAST } from '../../../../main/app/sentences/target-past.ts';
import { canWish, followWish } from '../../../../main/app/wish/follow-wish.ts';
import { makeWish, WISH_LIFE_MS, type WishKind } from '../../../../main/app/wish/wish.ts';
import { UNKNOWN_TARGET, type TargetState } from '../../../../main/core/model/target-state.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const BEGIN_MS = 1_800_000_000_000;

interface Moment {
  /** Since the moment before, s; 10 unless it is said. */
  readonly after?: number;
  readonly values?: Readonly<Record<string, number | null>>;
  readonly targets?: readonly Partial<TargetState>[];
  readonly failedInARow?: number;
  readonly offline?: boolean;
}

const READY: Partial<TargetState> = {};
const LOADING: Partial<TargetState> = { health: 'loading', lastFailure: 'answered 503' };
const DOWN: Partial<TargetState> = { health: 'down', lastFailure: 'no answer' };
const NEVER: Partial<TargetState> = { ...DOWN, good: 0, failed: 1 };
const EXPORTER: Partial<TargetState> = { dialect: 'dcgm' };

function boxAt(nowMs: number, { values = {}, targets = [READY], failedInARow = 0, offline = false }: Moment): BoxNow {
  return {
    nowMs,
    name: 'dgx',
    targets: targets.map((state) => ({
      ...{ address: 'dgx:8000', past: { ...NO_PAST, failedInARow }, timeoutMs: 1 },
      state: { ...UNKNOWN_TARGET, health: 'ready', good: 1, dialect: 'nim-1', ...state },
    })),
    signal: (id) => {
      const value = values[id];
      const why = value === undefined ? 'no_family' : value === null ? 'no_scrape' : null;
      return { value: value ?? null, above: null, why, families: [], history: [], intervalMs: 10_000 };
    },
    forwarding: { blockedBy: undefined, reason: '', sinceMs: undefined },
    networkTrouble: offline ? 'This computer is offline.' : undefined,
  };
}

/** What is told, and at which moment (from 0). */
function told(until: WishKind, moments: readonly Moment[]): string | undefined {
  let wish = makeWish('dgx', until, BEGIN_MS);
  let nowMs = BEGIN_MS;
  for (const [at, moment] of moments.entries()) {
    nowMs += (moment.after ?? 10) * 1_000;
    const step = followWish(wish, boxAt(nowMs, moment));
    if (step.kind !== 'waiting') return `${String(at)} ${step.text}`;
    wish = step.wish;
  }
  return undefined;
}

const times = <T>(count: number, moment: T): readonly T[] => Array.from({ length: count }, () => moment);
const load = (running: number | null, waiting?: number | null): Moment => ({
  values: waiting === undefined ? { running } : { running, waiting },
});
const cache = (kvCache: number | null): Moment => ({ values: { kvCache } });
const at = (...targets: readonly Partial<TargetState>[]): Moment => ({ targets });

const IDLE = 'dgx is idle: nobody has asked for a minute.';
const EMPTY = 'The queue of dgx is empty.';
const BELOW: WishKind = { kind: 'below', share: 0.5 };
const LESS = 'The KV cache of dgx is below 50 %.';

const ROWS: readonly (readonly [string, WishKind, readonly Moment[], string | undefined])[] = [
  ['ready', { kind: 'ready' }, [...times(71, at(LOADING)), at(READY)], '71 dgx is ready, after 12 min.'],
  ['not while it loads', { kind: 'ready' }, times(100, at(LOADING)), undefined],
  ['not when only the exporter answers', { kind: 'ready' }, [at(NEVER, EXPORTER)], undefined],
  ['an exporter that is down does not matter', { kind: 'ready' }, [at(READY, { ...EXPORTER, ...DOWN })], '0 dgx is ready, after 10 s.'],
  ['of two models both', { kind: 'ready' }, [at(READY, LOADING), at(READY, READY)], '1 dgx is ready, after 20 s.'],
  ['not while our network is gone', { kind: 'ready' }, [{ ...at(READY), offline: true }], undefined],
  ['back', { kind: 'back' }, [at(DOWN), at(DOWN), at(READY)], '2 dgx is back, after 30 s.'],
  ['a box of exporters alone', { kind: 'back' }, [at({ ...EXPORTER, ...DOWN }), at(EXPORTER)], '1 dgx is back, after 20 s.'],
  ['idle for a minute', { kind: 'idle' }, [load(1, 0), ...times(7, load(0, 0))], `7 ${IDLE}`],
  ['idle where no queue is told', { kind: 'idle' }, times(7, load(0)), `6 ${IDLE}`],
  ['one who asks in between', { kind: 'idle' }, [...times(6, load(0, 0)), load(1, 0), ...times(6, load(0, 0))], undefined],
  ['one who waits is not idle', { kind: 'idle' }, times(20, load(0, 1)), undefined],
  ['nobody knows', { kind: 'idle' }, times(20, load(null, null)), undefined],
  ['a failed scrape begins the minute anew', { kind: 'idle' }, [...times(6, load(0, 0)), load(null, null), ...times(7, load(0, 0))], `13 ${IDLE}`],
  ['so does sleep', { kind: 'idle' }, [load(0, 0), { ...load(0, 0), after: 3_600 }, ...times(6, load(0, 0))], `7 ${IDLE}`],
  ['and a clock that is set back', { kind: 'idle' }, [load(0, 0), { ...load(0, 0), after: -3_600 }, ...times(6, load(0, 0))], `7 ${IDLE}`],
  ['the queue is empty', { kind: 'queue_empty' }, [load(9, 3), ...times(4, load(9, 0))], `4 ${EMPTY}`],
  ['empty for a moment only', { kind: 'queue_empty' }, [load(9, 0), load(9, 1), load(9, 0), load(9, 1)], undefined],
  ['a queue that nobody tells', { kind: 'queue_empty' }, times(9, load(0)), undefined],
  ['below', BELOW, [cache(0.5), ...times(4, cache(0.49))], `4 ${LESS}`],
  ['an unknown cache is not below', BELOW, times(9, cache(null)), undefined],
  ['it expires after a day', { kind: 'ready' }, [{ ...at(DOWN), after: WISH_LIFE_MS / 1_000 - 1 }, { ...at(DOWN), after: 1 }], '1 dgx has not become ready within 24 h; this is no longer waited for.'],
  ['below expires with its share', BELOW, [{ after: WISH_LIFE_MS / 1_000 }], '0 The KV cache of dgx has not been below 50 % within 24 h; this is no longer waited for.'],
  ['what comes late is still told', { kind: 'ready' }, [{ ...at(READY), after: WISH_LIFE_MS / 1_000 }], '0 dgx is ready, after 24 h.'],
]; // prettier-ignore

for (const [name, until, moments, wanted] of ROWS) {
  test(`${until.kind}: ${name}`, () => {
    assert.equal(told(until, moments), wanted);
  });
}

test('each kind has words for its end', () => {
  const kinds = ['ready', 'idle', 'queue_empty', 'back'] as const;
  for (const kind of kinds) {
    assert.match(told({ kind }, [{ ...at(NEVER), after: 25 * (HOUR / 1_000) }]) ?? '', /within 24 h/);
  }
});

test('only what is not so can be waited for, and of a box that was heard', () => {
  const can = (kind: 'ready' | 'back', moment: Moment): boolean => canWish({ kind }, boxAt(0, moment));
  assert.deepEqual(
    [can('ready', at(LOADING)), can('ready', at(READY)), can('back', at(DOWN)), can('back', at(READY))],
    [true, false, true, false],
  );
  assert.equal(can('ready', at({ good: 0, health: 'unknown' })), false);
});

const KINDS: readonly WishKind[] = [
  { kind: 'ready' },
  { kind: 'back' },
  { kind: 'idle' },
  { kind: 'queue_empty' },
  BELOW,
];
const SERVING = { running: 3, waiting: 2, kvCache: 0.9 };
const SILENT = { running: null, waiting: null, kvCache: null };
const OFFERED: readonly (readonly [string, Moment, readonly WishKind['kind'][]])[] = [
  ['down, nothing but that it is back', { ...at(DOWN), values: SILENT, failedInARow: 2 }, ['back']],
  ['never heard, the same', { ...at(NEVER), values: SILENT, failedInARow: 1 }, ['back']],
  ['loading, nothing but that it is ready', { ...at(LOADING), values: SILENT, failedInARow: 9 }, ['ready']],
  ['one model down while another loads', { ...at(LOADING, DOWN), values: SILENT, failedInARow: 9 }, ['ready']],
  ['at work, what it can come to', { ...at(READY), values: SERVING }, ['idle', 'queue_empty', 'below']],
  ['after one failed scrape, the same', { ...at(DOWN), values: SILENT, failedInARow: 1 }, ['back', 'idle', 'queue_empty', 'below']],
  ['without a queue, no word of one', { ...at(READY), values: { running: 3, kvCache: 0.9 } }, ['idle', 'below']],
]; // prettier-ignore
for (const [name, moment, offered] of OFFERED) {
  test(`can be waited for: ${name}`, () => {
    const box = boxAt(0, moment);
    assert.deepEqual(
      KINDS.filter((until) => canWish(until, box)).map(({ kind }) => kind),
      offered,
    );
  });
}
