import type { TargetSettings } from '../../main/core/model/target-settings.ts';
import type { GetAnswer, GetRequest } from '../../main/core/scrape/http-get.ts';
import { fakeSettings } from '../fakes/target-settings.ts';
import type { Chance } from '../torture/chance.ts';
import { CountingProcess, type Page } from './counting-process.ts';
import { Forwarded, Truth } from './truth.ts';
import type { Seat, WorldClock } from './world-clock.ts';

const SKIES = [
  'fine',
  'slow',
  'late',
  'refused',
  'timeout',
  401,
  503,
  'html',
  'empty',
  'cut',
  'no date',
  'bad line',
] as const;
type Sky = (typeof SKIES)[number];

const NOT_FOUND: GetAnswer = {
  kind: 'answer',
  status: 404,
  contentType: '',
  dateMs: undefined,
  body: new Uint8Array(),
};
/** How far clocks may differ in what the product takes for agreement, less what chance adds. */
const SURE_MS = 2_000;

/** One box with its target, what it is asked and answers, and what is owed of it. */
export class ScrapedTarget {
  readonly box: string;
  readonly process: CountingProcess;
  readonly truth: Truth;
  readonly forwarded = new Forwarded();
  /** The page that came whole last; the next commit is of it. */
  answered: Page | undefined;
  /** Our clock at the last good scrape since it is watched with these settings. */
  lastGoodMs: number | undefined;
  /** How often its settings were given to a program. */
  watches = 0;
  /** How far the target's clock is ahead of true time. */
  aheadMs = 0;
  scrapes = 0;
  intervalMs: number;
  readonly #chance: Chance;
  readonly #world: WorldClock;
  readonly #openMetrics: boolean;
  #sky: Sky = 'fine';
  #names = 0;
  /** An answer that was made and has not arrived. */
  #underWay: Page | undefined;

  constructor(box: string, world: WorldClock, chance: Chance, intervalMs: number) {
    this.box = box;
    this.#world = world;
    this.#chance = chance;
    this.intervalMs = intervalMs;
    this.#openMetrics = chance.is(0.5);
    this.process = new CountingProcess(chance, this.#openMetrics, world.trueMs);
    this.truth = new Truth(box);
  }

  get settings(): TargetSettings {
    const settings = fakeSettings();
    const site = String(this.#names);
    return {
      ...settings,
      address: { ...settings.address, host: this.box, path: '/metrics' },
      box: this.box,
      labels: [...settings.labels, ['site', site]],
      scrapeIntervalMs: this.intervalMs,
      http: { ...settings.http, headers: [['x-site', { kind: 'text', text: site }]] },
    };
  }

  changeWeather(): void {
    this.#sky = this.#chance.is(0.5) ? 'fine' : this.#chance.pick(SKIES);
  }

  changeNames(): void {
    this.#names += 1;
  }

  /** The last committed scrape tells nothing of the process that runs now. */
  get hasUnseenRestart(): boolean {
    const { last } = this.truth;
    return last !== undefined && last.page.life !== this.process.life;
  }

  /** Where nobody could tell a restart from a clock that was set, the target is not restarted: no rule can see it. */
  restart(): void {
    const { last } = this.truth;
    const nowMs = this.#world.trueMs + this.aheadMs;
    if (last !== undefined && (this.#underWay !== undefined || !this.#clocksAgree(nowMs))) return;
    const lastMs = last?.page.dateMs ?? 0;
    if (this.#chance.is(0.85)) this.process.restart(Math.max(nowMs, this.process.life.startMs + 10) + 0.25, true);
    else if (lastMs > 0) this.process.restart(lastMs - this.#chance.between(3_600_000, 9e7), false);
  }

  async answer({ url, http, timeoutMs }: GetRequest, seat: Seat): Promise<GetAnswer> {
    if (!url.endsWith('/metrics')) return NOT_FOUND;
    this.scrapes += 1;
    const sky = this.#sky;
    if (this.#chance.is(0.1)) this.changeWeather();
    // Who cannot tell one life from another by the clock must not have to.
    const hides = this.hasUnseenRestart;
    const date = sky === 'no date' && !hides ? undefined : this.#world.trueMs + this.aheadMs;
    const page = this.process.page(namesOf(http), date, sky === 'bad line');
    if (sky === 'timeout')
      return seat.later(timeoutMs, () => ({ kind: 'failed', reason: 'no answer', answered: false }));
    const bad = this.#badAnswer(sky, page);
    if (bad !== undefined) return bad;
    if (sky !== 'slow' && sky !== 'late') return this.#give(page, this.watches, seat);
    const { watches } = this;
    this.#underWay = page;
    return seat.later(sky === 'late' && !hides ? 9_000 : 1_000, () => this.#give(page, watches, seat));
  }

  /** Arrives whole. `watches`: as they were when it was asked for. */
  #give(page: Page, watches: number, seat: Seat): GetAnswer {
    this.answered = page;
    this.#underWay = undefined;
    if (watches === this.watches) this.lastGoodMs = seat.nowMs();
    return { ...answerOf(200, page.contentType, page.text), dateMs: page.dateMs };
  }

  /** Undefined: the page is given. */
  #badAnswer(sky: Sky, page: Page): GetAnswer | undefined {
    if (sky === 'refused') return { kind: 'failed', reason: 'connect ECONNREFUSED', answered: false };
    if (sky === 'cut') return this.#cut(page);
    if (sky === 'html') return answerOf(200, 'text/html', '<!doctype html><p>Sign in');
    if (sky === 'empty') return answerOf(200, page.contentType, '');
    return typeof sky === 'number' ? answerOf(sky, 'text/plain', 'no') : undefined;
  }

  /** Half a page: of OpenMetrics it is told by its missing end, of the older text by the wire. */
  #cut({ text, contentType }: Page): GetAnswer {
    if (!this.#openMetrics) return { kind: 'failed', reason: 'the answer broke off', answered: true };
    return answerOf(200, contentType, text.slice(0, this.#chance.whole(1, text.length - 2)));
  }

  #clocksAgree(targetNowMs: number): boolean {
    const { last } = this.truth;
    if (last?.page.dateMs === undefined) return false;
    const ourNowMs = this.#world.trueMs + this.#world.aheadMs;
    const drift = targetNowMs - last.page.dateMs - (ourNowMs - last.observedMs);
    return ourNowMs >= last.observedMs && Math.abs(drift) < SURE_MS;
  }
}

function namesOf({ headers }: GetRequest['http']): string {
  const site = headers[0]?.[1];
  return site?.kind === 'text' ? site.text : '';
}

function answerOf(status: number, contentType: string, text: string): Extract<GetAnswer, { kind: 'answer' }> {
  return { kind: 'answer', status, contentType, dateMs: undefined, body: new TextEncoder().encode(text) };
}
