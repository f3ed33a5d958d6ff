import type { PostAnswer } from '../../main/core/deliver/outcome.ts';
import type { PostRequest } from '../../main/core/deliver/post-otlp.ts';
import type { Chance } from '../torture/chance.ts';
import { partialSuccess, pointsIn, type CountingSink } from './counting-sink.ts';
import type { Seat } from './world-clock.ts';

const SKIES = [
  ...['fine', 'slow', 'lost before', 'lost after', 'cut off', 'portal', 'too large', 'gateway before', 'gateway after'],
  ...[400, 401, 404, 429, 500, 503],
] as const;
type Sky = (typeof SKIES)[number];

const TOO_MANY_POINTS = 6;

/** Stands before the sink and decides what becomes of each request. */
export class DestinationWeather {
  /** Points are refused now and then by partial success; nobody can say which. */
  readonly #picky: boolean;
  readonly #sink: CountingSink;
  readonly #chance: Chance;
  #sky: Sky = 'fine';
  #untilMs = 0;

  constructor(sink: CountingSink, chance: Chance, picky: boolean) {
    this.#sink = sink;
    this.#chance = chance;
    this.#picky = picky;
  }

  /** For up to three hours. */
  change(nowMs: number): void {
    this.#sky = this.#chance.pick(SKIES);
    this.#untilMs = nowMs + this.#chance.pick([20_000, 300_000, 10_800_000]);
  }

  clear(): void {
    this.#sky = 'fine';
    this.#untilMs = Infinity;
  }

  async answer({ body }: PostRequest, seat: Seat): Promise<PostAnswer> {
    if (this.#chance.is(0.05) || seat.monotonicMs() > this.#untilMs) this.#sky = 'fine';
    if (this.#chance.is(0.1) && this.#untilMs !== Infinity) this.change(seat.monotonicMs());
    const sky = this.#sky;
    const delayMs = sky === 'slow' ? this.#chance.whole(1, 20_000) : 5;
    // Whoever took it once takes it again.
    const known = this.#sink.has(body);
    const without = answerWithout(sky, known ? 0 : pointsIn(body).length);
    if (without !== undefined) return seat.later(sky === 'lost before' ? 30_000 : delayMs, () => without);
    await seat.later(delayMs, () => undefined);
    this.#sink.take(body);
    if (sky === 'lost after') return seat.later(30_000, () => failed(true));
    if (sky === 'gateway after') return status(504);
    return seat.later(5, () => this.#accepted(body, known));
  }

  #accepted(body: Uint8Array, known: boolean): PostAnswer {
    if (!this.#picky || known || !this.#chance.is(0.3)) return status(200);
    const rejected = this.#chance.whole(1, pointsIn(body).length);
    return { ...status(200, 'application/x-protobuf'), body: partialSuccess(rejected) };
  }
}

/** The answer to a request that does not reach the sink; undefined when it does. `points`: 0 of what it has taken. */
function answerWithout(sky: Sky, points: number): PostAnswer | undefined {
  if (sky === 'lost before') return failed(false);
  if (sky === 'cut off') return failed(true);
  if (sky === 'portal') return status(200, 'text/html', '<p>Sign in');
  if (sky === 'gateway before') return status(502);
  if (typeof sky === 'number' && points > 0) return status(sky);
  return sky === 'too large' && points > TOO_MANY_POINTS ? status(413) : undefined;
}

function status(code: number, contentType = '', text = ''): Extract<PostAnswer, { kind: 'answer' }> {
  return { kind: 'answer', status: code, contentType, retryAfter: undefined, body: new TextEncoder().encode(text) };
}

function failed(sent: boolean): PostAnswer {
  return { kind: 'failed', sent, reason: 'the connection was reset' };
}
