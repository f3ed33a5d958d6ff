import { answerCall } from '../../../app/answer-call.ts';
import type { MonitorApi, Queries } from '../../../../preload/contract/api.ts';
import type { CallMessage, HostMessage, SureMessage } from '../../../../preload/contract/socket-message.ts';

/** How long whoever called may take to say that the call is still wanted, ms. */
const SURE_WITHIN_MS = 10_000;

interface WaitingCall {
  readonly call: CallMessage;
  readonly askedMs: number;
}

export interface PeerCallsOptions {
  readonly api: MonitorApi;
  readonly send: (message: HostMessage) => void;
  /** Calls that are not answered yet. */
  readonly mostCalls: number;
  /** The wall clock: it goes on while this machine sleeps. */
  readonly nowMs: () => number;
}

/**
 * The calls of one screen. None is done before it said once more that it is wanted: one that waited in a tunnel, or while this
 * program was stopped, is of somebody who was told minutes ago that it failed.
 */
export class PeerCalls {
  readonly #options: PeerCallsOptions;
  readonly #waiting = new Map<number, WaitingCall>();
  #underWay = 0;

  constructor(options: PeerCallsOptions) {
    this.#options = options;
  }

  /** False: it asks for too much at once. */
  take(message: CallMessage | SureMessage): boolean {
    if ('sure' in message) {
      this.#sure(message.sure);
      return true;
    }
    const { send, mostCalls, nowMs } = this.#options;
    if (this.#waiting.size + this.#underWay >= mostCalls) return false;
    this.#waiting.set(message.id, { call: message, askedMs: nowMs() });
    send({ kind: 'sure', id: message.id });
    return true;
  }

  #sure(id: number): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (waiting === undefined) return;
    // A clock that was set meanwhile refuses it, which is the safe side.
    const isLate = Math.abs(this.#options.nowMs() - waiting.askedMs) > SURE_WITHIN_MS;
    if (isLate) this.#options.send({ kind: 'refused', id });
    else void this.#answer(waiting.call);
  }

  async #answer({ id, method, argument }: CallMessage): Promise<void> {
    const { api, send } = this.#options;
    this.#underWay += 1;
    try {
      send({ kind: 'answer', id, value: (await answerCall(api, method, argument)) as Queries[keyof Queries]['out'] });
    } catch {
      send({ kind: 'refused', id });
    } finally {
      this.#underWay -= 1;
    }
  }
}
