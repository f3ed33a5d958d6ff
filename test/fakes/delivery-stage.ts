import { DeliveryLoop } from '../../main/core/deliver/delivery-loop.ts';
import type { Outcome, PostAnswer } from '../../main/core/deliver/outcome.ts';
import type { PostRequest } from '../../main/core/deliver/post-otlp.ts';
import { FakeClock, settled } from './clock.ts';

type Answer = Extract<PostAnswer, { kind: 'answer' }>;

/** An answer without a body. */
export const status = (code: number, more: Partial<Answer> = {}): PostAnswer => ({
  kind: 'answer',
  ...{ status: code, contentType: '', retryAfter: undefined, body: new Uint8Array() },
  ...more,
});
/** 503 with this Retry-After. */
export const after = (retryAfter: string) => status(503, { retryAfter });

/** A request as the loop sees it. */
export interface Numbered {
  readonly id: number;
  readonly body: Uint8Array;
  readonly points: number;
}

/** So many requests, numbered from 0 on, with bodies of `bytes`. */
export function numbered(count: number, bytes = 1): Numbered[] {
  return Array.from({ length: count }, (_, id) => ({ id, body: new Uint8Array(bytes), points: 5 }));
}

/** An answer that comes when it is given. */
export function pending() {
  let give: (answer: PostAnswer) => void = () => undefined;
  const answer = new Promise<PostAnswer>((resolve) => (give = resolve));
  return { answer, give };
}

/** Counts the timers of a clock that are set from now on and neither cancelled nor run. */
export function countedTimers(clock: FakeClock) {
  const timers = { open: 0 };
  const set = clock.after.bind(clock);
  clock.after = (delayMs, run) => {
    const cancel = set(delayMs, () => {
      timers.open -= 1;
      run();
    });
    timers.open += 1;
    return () => {
      timers.open -= 1;
      cancel();
    };
  };
  return timers;
}

/** A queue of numbered requests, and a destination that answers by script, then with 200. */
export function stage(answers: (PostAnswer | Error | Promise<PostAnswer>)[], waiting: number, bytes = 1) {
  const clock = new FakeClock();
  const queue = numbered(waiting, bytes);
  const posts: PostRequest[] = [];
  const settledAs: string[] = [];
  const outcomes: Outcome[] = [];
  const takenFor: string[] = [];
  const source = {
    problem: undefined as string | undefined,
    take: (_nowMs: number, destination: string) => {
      takenFor.push(destination);
      return source.problem === undefined ? queue.shift() : undefined;
    },
    settle: (request: Numbered, outcome: Outcome) => {
      settledAs.push(`${String(request.id)} ${outcome.kind}`);
      outcomes.push(outcome);
      if (outcome.kind === 'retry' || outcome.kind === 'hold') queue.unshift(request);
    },
  };
  /** How many were under way at once, at most. */
  const underway = { now: 0, most: 0 };
  const post = async (request: PostRequest): Promise<PostAnswer> => {
    posts.push(request);
    underway.now += 1;
    underway.most = Math.max(underway.most, underway.now);
    const answer = await (answers.shift() ?? status(200));
    underway.now -= 1;
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const loop = new DeliveryLoop(source, post, clock, () => 0);
  return { clock, loop, queue, posts, settledAs, outcomes, source, takenFor, underway };
}

export const DESTINATION = { endpoint: 'https://e/api/v2/otlp/', token: 'dt0c01.A.B' };
export const OTHER = { endpoint: 'https://f/api/v2/otlp', token: 'dt0s16.X.Y' };

/** A stage whose destination is set, when everything that happens at once has happened. */
export async function sending(...given: Parameters<typeof stage>) {
  const staged = stage(...given);
  staged.loop.setDestination(DESTINATION);
  await settled();
  return staged;
}
