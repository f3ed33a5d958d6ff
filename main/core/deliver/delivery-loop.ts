import type { Clock } from '../model/clock.ts';
import { authorizationOf } from './authorization.ts';
import { CatchUpPace } from './catch-up-pace.ts';
import { judgeAnswer } from './judge-answer.ts';
import type { HeldBy, Outcome } from './outcome.ts';
import { Patience } from './patience.ts';
import { plainWords } from './plain-words.ts';
import type { PostOtlp } from './post-otlp.ts';
import { Rejections, type KeptRejection } from './rejections.ts';

/** Where to send and with which header; undefined while either is missing. */
export interface Destination {
  /** OTLP base URL, without `/v1/metrics`. */
  readonly endpoint: string;
  readonly token: string;
}

/** What the loop has to know of a request. */
export interface Deliverable {
  readonly body: Uint8Array;
  readonly points: number;
}

/** What the loop asks of the outbox; it knows no more of it. */
export interface DeliverySource<R extends Deliverable> {
  /** In words why nothing can be taken or settled now, such as a full disk; undefined when it can. */
  readonly problem: string | undefined;
  /** The next request for this destination; undefined when there is none, or `problem` says why not. */
  take(nowMs: number, destination: string): R | undefined;
  settle(request: R, outcome: Outcome, nowMs: number): void;
}

/** What the user is told. Times are ms since the Unix epoch: then the next try is made; a try under way has the present. */
export type DeliveryState =
  | { readonly kind: 'sending' }
  /** A backlog is sent at a limited pace. */
  | { readonly kind: 'catching_up' }
  | { readonly kind: 'retrying'; readonly reason: string; readonly untilMs: number }
  | { readonly kind: 'held'; readonly reason: string; readonly setting: HeldBy; readonly untilMs: number };

const TIMEOUT_MS = 30_000;
/** When the store fails, its disk may have room again soon. */
const STORE_MS = 10_000;
const LONGEST_MISHAP = 200;

/** Sends what waits, one request at a time, in the order of its source. */
export class DeliveryLoop<R extends Deliverable> {
  readonly #source: DeliverySource<R>;
  readonly #post: PostOtlp;
  readonly #clock: Clock;
  readonly #patience: Patience;
  readonly #pace = new CatchUpPace();
  readonly #rejections = new Rejections();
  #destination: Destination | undefined;
  #isBehind = false;
  #storeProblem: string | undefined;
  #running: Promise<void> | undefined;
  #wokenMeanwhile = false;
  #wait: { readonly dueMs: number; readonly cancel: () => void } | undefined;
  #hurried = false;
  #stopped = false;

  /** `post` never rejects; if it does all the same, that is a failed try. `random` is in [0, 1). */
  constructor(source: DeliverySource<R>, post: PostOtlp, clock: Clock, random: () => number) {
    this.#source = source;
    this.#post = post;
    this.#clock = clock;
    this.#patience = new Patience(random);
  }

  get state(): DeliveryState {
    const leftMs = Math.max(0, (this.#wait?.dueMs ?? 0) - this.#clock.monotonicMs());
    const untilMs = Math.round(this.#clock.nowMs() + leftMs);
    if (this.#storeProblem !== undefined) return { kind: 'retrying', reason: this.#storeProblem, untilMs };
    const { standing } = this.#patience;
    if (standing.kind !== 'sending') return { ...standing, untilMs };
    return { kind: this.#isBehind ? 'catching_up' : 'sending' };
  }

  /** The last reasons for which destinations refused or changed points, the latest first. */
  get rejections(): readonly KeptRejection[] {
    return this.#rejections.list();
  }

  /** A changed setting ends every wait: what was held is tried again at once. Undefined: nothing is taken. */
  setDestination(destination: Destination | undefined): void {
    this.#destination = destination;
    this.#patience.startAfresh();
    this.#catchUp();
    this.retryNow();
  }

  /** Something may wait to be sent. */
  wake(): void {
    this.#wokenMeanwhile = true;
    if (this.#running !== undefined || this.#wait !== undefined || this.#stopped) return;
    this.#wokenMeanwhile = false;
    // Begun a moment later, so that whoever wakes it from within does not begin a second one.
    this.#running = Promise.resolve()
      .then(() => this.#drain())
      .catch((error: unknown) => {
        this.#pauseFor(this.#patience.retry(mishap(error, this.#destination?.token), undefined));
      })
      .finally(() => {
        this.#running = undefined;
        if (this.#wokenMeanwhile) this.wake();
      });
  }

  /** Ends every wait: the network may be another one, the computer has been woken. */
  retryNow(): void {
    this.#patience.forgive();
    this.#endWait();
    this.wake();
  }

  /** One more try for what waits, whatever waits and pace say; resolves when all is sent, a try fails or the time is over. */
  async flush(withinMs: number): Promise<void> {
    this.#hurried = true;
    this.retryNow();
    await new Promise<void>((resolve) => {
      const cancel = this.#clock.after(withinMs, resolve);
      void this.#rest().then(() => {
        cancel();
        resolve();
      });
    });
    this.#hurried = false;
  }

  /** For good. An answer that still comes is not settled: its request stays marked as in flight. */
  stop(): void {
    this.#stopped = true;
    this.#endWait();
  }

  async #rest(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
  }

  async #drain(): Promise<void> {
    while (this.#destination !== undefined && !this.#stopped) {
      const destination = this.#destination;
      if (this.#mustPause()) return;
      const request = this.#source.take(this.#clock.nowMs(), destination.endpoint);
      // Whatever woke it before this has been looked for just now.
      this.#wokenMeanwhile = false;
      this.#storeProblem = request === undefined ? this.#source.problem : undefined;
      if (request === undefined) {
        this.#catchUp();
        if (this.#storeProblem !== undefined) this.#waitFor(STORE_MS);
        return;
      }
      const outcome = await this.#send(request, destination);
      if (this.#isStopped()) return;
      const nowMs = this.#clock.nowMs();
      this.#source.settle(request, outcome, nowMs);
      if (outcome.kind === 'delivered') this.#rejections.note(outcome.reasons, nowMs);
      // The setting changed meanwhile: what the old one brought says nothing of the new one.
      if (this.#destination === destination) this.#pauseFor(this.#patience.learn(outcome));
      if (this.#wait !== undefined) return;
    }
  }

  /** The compiler would take it for unchanged over an `await`. */
  #isStopped(): boolean {
    return this.#stopped;
  }

  async #send(request: R, { endpoint, token }: Destination): Promise<Outcome> {
    const { body, points } = request;
    const url = `${endpoint.replace(/\/+$/, '')}/v1/metrics`;
    try {
      const answer = await this.#post({ url, authorization: authorizationOf(token), body, timeoutMs: TIMEOUT_MS });
      return judgeAnswer(answer, this.#clock.nowMs(), points);
    } catch (error) {
      // A mistake of ours. Whether anything was sent is not known.
      return { kind: 'retry', unseen: true, afterMs: undefined, reason: mishap(error, token) };
    } finally {
      this.#pace.sent(body.length, this.#clock.monotonicMs());
    }
  }

  #mustPause(): boolean {
    const pauseMs = this.#hurried ? 0 : this.#pace.waitMs(this.#clock.monotonicMs());
    if (pauseMs === 0) return false;
    this.#isBehind = true;
    this.#waitFor(pauseMs);
    return true;
  }

  /** Nothing is left of a backlog. */
  #catchUp(): void {
    this.#isBehind = false;
    this.#pace.caughtUp();
  }

  /** Waits where the destination, or a failure, asks for a pause. */
  #pauseFor(delayMs: number): void {
    if (delayMs === 0) return;
    this.#pace.slowDown();
    this.#waitFor(delayMs);
  }

  #waitFor(delayMs: number): void {
    this.#endWait();
    if (this.#stopped) return;
    const cancel = this.#clock.after(delayMs, () => {
      this.#wait = undefined;
      this.wake();
    });
    this.#wait = { dueMs: this.#clock.monotonicMs() + delayMs, cancel };
  }

  #endWait(): void {
    this.#wait?.cancel();
    this.#wait = undefined;
  }
}

/** An exception that should not be, in words that do not hold the token. */
function mishap(error: unknown, token: string | undefined): string {
  const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const silent = token === undefined || token === '' ? said : said.split(token).join('***');
  return `an error of this program (${plainWords(silent, LONGEST_MISHAP)}); please report it`;
}
