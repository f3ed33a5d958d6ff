import assert from 'node:assert/strict';
import type { LedgerSummary } from '../../main/core/model/ledger.ts';
import { unpackBaselines } from '../../main/core/outbox/pack-baselines.ts';
import type { Changes } from '../../main/core/outbox/outbox-store.ts';
import { Chance } from '../torture/chance.ts';
import { FAMILIES } from './counting-process.ts';
import { CountingSink, pointsIn, valuesIn } from './counting-sink.ts';
import { DestinationWeather } from './destination-weather.ts';
import { KeptStore, type Kind } from './kept-store.ts';
import { Program, type Surroundings, type Wishes } from './program.ts';
import { ScrapedTarget } from './scraped-target.ts';
import { Totals } from './totals.ts';
import { WatchedStore } from './watched-store.ts';
import { WorldClock } from './world-clock.ts';

const HOUR_MS = 3_600_000;
const INTERVALS_MS = [5_000, 15_000, 60_000, 600_000];
const ENDPOINTS = ['https://a', 'https://b', undefined];
const AHEAD_MS = 60_000;
const CHECK_EVERY = 20;

/** Everything that may go wrong, in an order of chance, and what must hold all the time. */
export class Simulation {
  readonly #chance: Chance;
  readonly #picky: boolean;
  readonly #around: Surroundings;
  readonly #world = new WorldClock();
  readonly #sink = new CountingSink();
  readonly #kept: KeptStore;
  readonly #givenUp = new Totals();
  readonly #layouts = new Map<string, string>();
  /** Points that arrived, and were given up all the same because nobody here knew. */
  #arrivedAndGivenUp = 0;
  #program: Program | undefined;
  #wishes: Wishes;

  /** `picky`: the destination refuses single points, so that values cannot be compared. */
  constructor(seed: number, kind: Kind, picky: boolean) {
    const chance = new Chance(seed);
    this.#chance = chance;
    this.#picky = picky;
    this.#kept = new KeptStore(kind);
    const intervalMs = chance.pick(INTERVALS_MS);
    const targets = ['dgx', 'spark'].map((box) => new ScrapedTarget(box, this.#world, chance, intervalMs));
    const limits = {
      maxBytes: chance.pick([256_000_000, 60_000, 8_000]),
      maxAgeMs: chance.pick([55 * 60_000, 5 * 60_000]),
      carryAfterMs: 5 * 60_000,
    };
    const weather = new DestinationWeather(this.#sink, chance, picky);
    this.#around = { world: this.#world, chance, weather, targets, limits };
    this.#wishes = { boxes: new Set(['dgx', 'spark']), families: FAMILIES, endpoint: chance.pick(ENDPOINTS) };
  }

  get scrapes(): number {
    return this.#around.targets.reduce((sum, { scrapes }) => sum + scrapes, 0);
  }

  /** Goes on for so many scrapes; throws where something does not hold. */
  async run(scrapes: number): Promise<void> {
    try {
      await this.#start();
      for (let step = 1; this.scrapes < scrapes; step += 1) {
        await this.#step();
        if (step % CHECK_EVERY === 0) this.#check();
      }
      await this.#end();
    } finally {
      this.#running.kill();
      this.#running.store.close();
      this.#kept.remove();
    }
  }

  get #running(): Program {
    assert.ok(this.#program, 'not started');
    return this.#program;
  }

  async #start(): Promise<void> {
    const store = await this.#kept.open();
    const told = {
      written: (changes: Changes) => {
        this.#written(changes);
      },
      givenUp: (body: Uint8Array) => {
        if (this.#sink.has(body)) this.#arrivedAndGivenUp += pointsIn(body).length;
        else this.#givenUp.addAll(valuesIn(body));
      },
    };
    this.#program = new Program(new WatchedStore(store, told), this.#around, this.#wishes);
  }

  /** A commit of a target with baselines is one of the page that it answered last. */
  #written({ targets }: Changes): void {
    for (const { target: id, layout, numbers } of targets) {
      const target = this.#around.targets.find(({ box }) => id.includes(`//${box}:`));
      assert.ok(target, id);
      if (layout !== undefined) this.#layouts.set(id, layout);
      if (numbers !== undefined) {
        const { process } = unpackBaselines({ layout: this.#layouts.get(id) ?? '', numbers });
        this.#committed(target, process.observedMs);
      }
      target.forwarded.committed();
    }
  }

  #committed(target: ScrapedTarget, observedMs: number): void {
    const { truth, forwarded, answered } = target;
    const nowMs = this.#world.trueMs + this.#world.aheadMs;
    assert.ok(answered, 'a commit of nothing');
    assert.ok(observedMs >= nowMs && observedMs <= nowMs + AHEAD_MS, 'points have times that are not of now');
    truth.commit(answered, observedMs, (family) => forwarded.fromMs(family));
    forwarded.counted(observedMs);
  }

  async #step(): Promise<void> {
    const { targets } = this.#around;
    for (const target of targets) if (this.#chance.is(0.7)) target.process.work();
    if (this.#chance.is(0.25)) await this.#strike();
    await this.#world.advance(Math.ceil((targets[0]?.intervalMs ?? 0) * this.#chance.between(0.2, 1.2)));
  }

  async #strike(): Promise<void> {
    const target = this.#chance.pick(this.#around.targets);
    const events: readonly (() => void | Promise<void>)[] = [
      () => target.restart(),
      () => target.restart(),
      () => target.process.hide(),
      () => target.process.changeBounds(),
      () => target.changeWeather(),
      () => this.#around.weather.change(this.#world.monotonicMs),
      () => this.#fillDisk(),
      () => this.#setClock(target),
      () => this.#sleep(),
      () => this.#wish(),
      () => this.#changeSettings(target),
      () => this.#reopen(),
      () => this.#kill(),
      () => this.#treatLetter(),
      () => this.#running.wakeUp(),
    ];
    await this.#chance.pick(events)();
  }

  #fillDisk(): void {
    this.#running.store.isFull = !this.#running.store.isFull;
  }

  /** Ours, or the target's; not while a restart waits to be seen, which nobody could tell then. */
  #setClock(target: ScrapedTarget): void {
    const byMs = this.#chance.pick([-2 * HOUR_MS, -30_000, 12_000, HOUR_MS, 30 * HOUR_MS, -30 * HOUR_MS]);
    if (this.#chance.is(0.4)) {
      if (!target.hasUnseenRestart) target.aheadMs += byMs;
    } else if (!this.#around.targets.some(({ hasUnseenRestart }) => hasUnseenRestart)) this.#world.aheadMs += byMs;
  }

  #sleep(): void {
    this.#world.sleep(this.#chance.pick([60_000, HOUR_MS, 12 * HOUR_MS, 30 * HOUR_MS, 200 * HOUR_MS]));
    for (const { process } of this.#around.targets) process.work();
    if (this.#chance.is(0.7)) this.#running.wakeUp();
  }

  #wish(): void {
    const boxes = this.#chance.is(0.4) ? this.#toggledBoxes() : this.#wishes.boxes;
    const families = this.#chance.is(0.5) ? FAMILIES.filter(() => this.#chance.is(0.7)) : this.#wishes.families;
    const endpoint = this.#chance.is(0.3) ? this.#chance.pick(ENDPOINTS) : this.#wishes.endpoint;
    this.#wishes = { boxes, families, endpoint };
    this.#running.want(this.#wishes);
  }

  #toggledBoxes(): ReadonlySet<string> {
    return new Set(this.#around.targets.map(({ box }) => box).filter(() => this.#chance.is(0.6)));
  }

  /** Another interval, or other labels. */
  #changeSettings(target: ScrapedTarget): void {
    if (this.#chance.is(0.3)) target.changeNames();
    else target.intervalMs = this.#chance.pick(INTERVALS_MS);
    this.#running.watch();
  }

  async #reopen(): Promise<void> {
    await this.#running.stop();
    this.#running.store.close();
    await this.#pauseClosed();
  }

  async #kill(): Promise<void> {
    this.#running.kill();
    await this.#pauseClosed();
  }

  async #pauseClosed(): Promise<void> {
    this.#world.sleep(this.#chance.pick([100, 20_000, 2 * HOUR_MS]));
    for (const { process } of this.#around.targets) process.work();
    await this.#start();
  }

  #treatLetter(): void {
    const { outbox } = this.#running;
    const [letter] = outbox.deadLetters();
    if (letter === undefined) return;
    if (this.#chance.is(0.7)) outbox.resend(letter.id);
    else outbox.discard(letter.id);
  }

  /** Good weather for a while; then most must have arrived. */
  async #end(): Promise<void> {
    this.#check();
    this.#around.weather.clear();
    this.#running.store.isFull = false;
    for (const endpoint of ENDPOINTS) {
      if (endpoint === undefined) continue;
      this.#wishes = { ...this.#wishes, endpoint };
      this.#running.want(this.#wishes);
      for (const { id } of this.#running.outbox.deadLetters()) this.#running.outbox.resend(id);
      await this.#world.advance(2 * HOUR_MS);
    }
    this.#check();
    assert.equal(this.#running.outbox.deadLetters().length, 0);
  }

  #check(): void {
    const { outbox, store } = this.#running;
    const summary = outbox.summary();
    this.#checkPoints(summary);
    const listed = (sha: string): number => summary.possibleDuplicates.filter(({ sha256 }) => sha256 === sha).length;
    for (const [sha, times] of this.#sink.duplicates) {
      assert.ok(listed(sha) >= times - 1, `came ${String(times)} times, and is listed ${String(listed(sha))} times`);
    }
    if (this.#picky) return;
    const there = new Totals();
    there.addAll(this.#sink.values);
    there.addAll(this.#givenUp);
    for (const body of store.bodies()) if (!this.#sink.has(body)) there.addAll(valuesIn(body));
    for (const { box, destination } of summary.boxes) {
      for (const delta of outbox.carries(box, destination).values()) there.addDelta(box, delta);
    }
    const owed = new Totals();
    for (const { truth } of this.#around.targets) owed.addAll(truth.owed);
    assert.deepEqual(there.nonZero, owed.nonZero);
  }

  #checkPoints(summary: LedgerSummary): void {
    for (const counts of [summary, ...summary.boxes]) {
      const dropped = Object.values(counts.dropped).reduce((sum, points) => sum + points, 0);
      assert.equal(counts.produced, counts.delivered + counts.queued + dropped, JSON.stringify(counts));
      assert.ok(counts.carried >= 0 && counts.folded >= counts.carried, JSON.stringify(counts));
    }
    const bodies = this.#running.store.bodies();
    const queued = bodies.reduce((sum, body) => sum + pointsIn(body).length, 0);
    assert.equal(summary.queued, queued, 'what is queued is not what is stored');
    const arrived = bodies.filter((body) => this.#sink.has(body));
    const unknown = arrived.reduce((sum, body) => sum + pointsIn(body).length, this.#arrivedAndGivenUp);
    const settled = summary.delivered + (summary.dropped.rejected ?? 0);
    assert.equal(settled + unknown, this.#sink.points, 'what is delivered is not what arrived');
  }
}
