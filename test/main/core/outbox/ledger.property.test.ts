import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { sentKey, type SentDelta, type SentPoint } from '../../../../main/core/model/sent-point.ts';
import { decodeRequest } from '../../../../main/core/otlp/decode-request.ts';
import { encodeSentPoints } from '../../../../main/core/otlp/encode-request.ts';
import type { RequestCodec, Settlement, StoredRequest } from '../../../../main/core/outbox/outbox.ts';
import { balanced, baselinesAt, LIMITS, sha256, tickOf, worldOf, type Kind, type World } from './outbox-world.ts';
import { histogramOf, jsonCodec, pointOf } from './sent-points.ts';

/** What may happen. `arrives`: the destination took the request, whatever we saw of it. */
type Step =
  | { readonly kind: 'tick'; readonly by: readonly number[]; readonly wide: boolean; readonly join: boolean }
  | { readonly kind: 'time'; readonly byMs: number }
  | { readonly kind: 'answer'; readonly answer: Settlement; readonly arrives: boolean }
  | { readonly kind: 'cut off'; readonly arrives: boolean }
  | { readonly kind: 'crash' }
  | { readonly kind: 'disk'; readonly full: boolean }
  | { readonly kind: 'destination'; readonly to: string }
  | { readonly kind: 'letter'; readonly resend: boolean };

const answer = (settlement: Settlement, arrives: boolean): Step => ({ kind: 'answer', answer: settlement, arrives });
const STEPS: readonly Step[] = [
  answer({ kind: 'delivered', rejectedPoints: 0 }, true),
  answer({ kind: 'delivered', rejectedPoints: 0 }, true),
  answer({ kind: 'waiting', unseen: false }, false),
  answer({ kind: 'waiting', unseen: true }, true),
  answer({ kind: 'waiting', unseen: true }, false),
  answer({ kind: 'dead', reason: 'answered 400' }, false),
  answer({ kind: 'too_large' }, false),
  { kind: 'cut off', arrives: true },
  { kind: 'cut off', arrives: false },
  { kind: 'crash' },
  { kind: 'disk', full: true },
  { kind: 'disk', full: false },
  { kind: 'disk', full: false },
  { kind: 'destination', to: '' },
  { kind: 'destination', to: 'https://a' },
  { kind: 'destination', to: 'https://b' },
  { kind: 'letter', resend: true },
  { kind: 'letter', resend: false },
];
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...STEPS) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('tick' as const),
      by: fc.array(fc.nat(9), { minLength: 1, maxLength: 3 }),
      wide: fc.boolean(),
      join: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('time' as const),
      byMs: fc.constantFrom(1, 50, 400, 1_100, 9_000, -700, -9e6),
    }),
  },
);

/** Sums by metric; of a histogram its buckets under the upper bound of each. */
class Values {
  readonly #sums = new Map<string, number>();

  add(points: Iterable<SentPoint>): void {
    for (const point of points) {
      if (point.kind === 'sum') this.#add(point.metric, point.value);
      if (point.kind === 'histogram')
        point.buckets.forEach((count, index) => this.#add(bucketName(point, index), count));
    }
  }

  get nonZero() {
    return Object.fromEntries([...this.#sums].filter(([, value]) => value !== 0).sort());
  }

  #add(name: string, by: number): void {
    this.#sums.set(name, (this.#sums.get(name) ?? 0) + by);
  }
}

function bucketName({ metric, bounds }: { metric: string; bounds: readonly number[] }, index: number): string {
  return `${metric} ${String(bounds[index] ?? Infinity)}`;
}

/** A destination that takes everything, a target that counts, and an outbox between them. */
class Play {
  readonly #world: World;
  readonly #codec: RequestCodec;
  readonly #truth = new Values();
  readonly #arrived = new Map<string, readonly SentPoint[]>();
  readonly #givenUp: SentPoint[] = [];
  #destination = '';
  #nowMs = 1e9;
  #ticks = 0;
  #lastStoredMs: number | undefined;
  /** What was counted and could not be stored: it is in the next delta. */
  #owed: readonly SentPoint[] = [];

  constructor(world: World, codec: RequestCodec) {
    this.#world = world;
    this.#codec = codec;
  }

  async take(step: Step): Promise<void> {
    switch (step.kind) {
      case 'tick':
        this.#tick(step);
        return;
      case 'time':
        this.#nowMs += step.byMs;
        return;
      case 'answer':
        this.#answer(step.answer, step.arrives);
        return;
      case 'cut off': {
        const request = this.#world.outbox.take(this.#nowMs, this.#destination);
        if (request && step.arrives) this.#arrive(request);
        return this.#world.crash(this.#nowMs);
      }
      case 'crash':
        return this.#world.crash(this.#nowMs);
      case 'disk':
        this.#world.fail(step.full ? 'the disk is full' : '');
        return;
      case 'destination':
        this.#destination = step.to;
        return;
      case 'letter':
        this.#letter(step.resend);
    }
  }

  check(): void {
    const { outbox } = this.#world;
    const { queued, carried, boxes } = balanced(outbox);
    const there = new Values();
    for (const points of this.#arrived.values()) there.add(points);
    there.add(this.#givenUp);
    let stored = 0;
    for (const { body } of this.#world.stored()) {
      const points = this.#codec.decode(body);
      stored += points.length;
      if (!this.#arrived.has(sha256(body))) there.add(points);
    }
    for (const { box, destination } of boxes) there.add(outbox.carries(box, destination).values());
    assert.deepEqual(there.nonZero, this.#truth.nonZero);
    assert.equal(queued, stored);
    assert.equal(
      carried > 0,
      boxes.some(({ box, destination }) => outbox.carries(box, destination).size > 0),
    );
    assert.equal(outbox.baselines('t')?.process.observedMs, this.#lastStoredMs);
  }

  #tick({ by, wide, join }: Extract<Step, { kind: 'tick' }>): void {
    this.#ticks += 1;
    // No two ticks of a target have the same time (PointClock): only so are requests told apart by their bytes.
    this.#nowMs += 1;
    const bounds = wide ? [1, 3] : [1, 2];
    const timeMs = this.#nowMs;
    const counted: SentPoint[] = by.map((value, index) => pointOf('sum', `m${String(index)}`, value, timeMs));
    counted.push(histogramOf('h', bounds, [by[0] ?? 0, 1, 0], timeMs));
    const owed = [...this.#owed, ...counted];
    const carries = join ? this.#world.outbox.carries('b', this.#destination) : new Map<string, SentDelta>();
    const joined = new Map<string, SentDelta>();
    const points = owed.map((point) => {
      const carry = carries.get(sentKey(point));
      if (carry === undefined || joined.has(sentKey(point)) || point.kind === 'gauge') return point;
      joined.set(sentKey(point), carry);
      return added(point, carry);
    });
    const gauge = pointOf('gauge', `g${String(this.#ticks)}`, 1, timeMs);
    const tick = {
      ...tickOf(timeMs, [], { destination: this.#destination, joined, baselines: baselinesAt(timeMs) }),
      requests: this.#codec.encode([...points, gauge]).requests,
    };
    const unfoldable = this.#world.stored().filter(({ record }) => record.unseen || record.state === 'dead');
    const { kind } = this.#world.outbox.commit(tick);
    const left = new Set(this.#world.stored().map(({ record }) => record.id));
    const evicted = unfoldable.filter(({ record, body }) => !left.has(record.id) && !this.#arrived.has(sha256(body)));
    this.#givenUp.push(...evicted.flatMap(({ body }) => this.#codec.decode(body)));
    this.#owed = kind === 'stored' ? [] : owed;
    if (kind === 'failed') return;
    this.#truth.add(owed);
    this.#lastStoredMs = timeMs;
  }

  #answer(settlement: Settlement, arrives: boolean): void {
    const request = this.#world.outbox.take(this.#nowMs, this.#destination);
    if (request === undefined) return;
    if (arrives) this.#arrive(request);
    // Whoever took it once takes it again.
    const known = this.#arrived.has(sha256(request.body));
    const refuses = settlement.kind === 'dead' || settlement.kind === 'too_large';
    const answered: Settlement = known && refuses ? { kind: 'delivered', rejectedPoints: 0 } : settlement;
    if (answered.kind === 'too_large' && request.points === 1) this.#givenUp.push(...this.#codec.decode(request.body));
    this.#world.outbox.settle(request, answered, this.#nowMs);
  }

  /** A second time only if it is listed. */
  #arrive({ body }: StoredRequest): void {
    const sha = sha256(body);
    if (this.#arrived.has(sha)) {
      const listed = this.#world.outbox.summary().possibleDuplicates.map((duplicate) => duplicate.sha256);
      assert.ok(listed.includes(sha), 'sent twice, and not listed');
    }
    this.#arrived.set(sha, this.#codec.decode(body));
  }

  #letter(resend: boolean): void {
    const { outbox } = this.#world;
    const [letter] = outbox.deadLetters();
    if (letter === undefined) return;
    const points = outbox.readLetter(letter.id);
    if (resend) outbox.resend(letter.id);
    else if (outbox.discard(letter.id).kind === 'stored') this.#givenUp.push(...points);
  }
}

function added(point: SentPoint, carry: SentDelta): SentPoint {
  const startMs = Math.min(point.startMs, carry.startMs);
  if (point.kind === 'sum' && carry.kind === 'sum') return { ...point, startMs, value: point.value + carry.value };
  assert.ok(point.kind === 'histogram' && carry.kind === 'histogram');
  const buckets = point.buckets.map((count, index) => count + (carry.buckets[index] ?? 0));
  return { ...point, startMs, buckets, count: point.count + carry.count, sum: (point.sum ?? 0) + (carry.sum ?? 0) };
}

const real: RequestCodec = { decode: decodeRequest, encode: encodeSentPoints };
const RUNS: readonly (readonly [string, Kind, RequestCodec, number])[] = [
  ['memory', 'memory', jsonCodec(3), 400],
  ['memory, OTLP', 'memory', real, 150],
  ['file', 'file', jsonCodec(3), 12],
];
for (const [name, kind, codec, numRuns] of RUNS) {
  test(`whatever happens, everything counted is somewhere (${name})`, { timeout: 200_000 }, async () => {
    const steps = fc.array(step, { minLength: 20, maxLength: 80, size: 'max' });
    await fc.assert(
      fc.asyncProperty(steps, fc.constantFrom(1e9, 6_000), async (taken, maxBytes) => {
        const world = await worldOf(kind, { ...LIMITS, maxBytes }, codec);
        try {
          const play = new Play(world, codec);
          for (const one of taken) {
            await play.take(one);
            play.check();
          }
        } finally {
          world.close();
        }
      }),
      { numRuns },
    );
  });
}
