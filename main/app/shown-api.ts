import type { Events, MonitorApi, Queries } from '../../preload/contract/api.ts';
import { parsers } from '../../preload/contract/parsers.ts';

/** Somebody who listens, whichever monitor is shown. */
interface Subscription {
  readonly listen: () => () => void;
  /** Tells how it stands, unasked. */
  readonly announce: () => void;
  end: () => void;
}

/** The contract of whichever monitor is shown. Whoever listens goes on listening when it is another one. */
export class ShownApi {
  readonly api: MonitorApi;
  readonly #subscriptions = new Set<Subscription>();
  #shown: MonitorApi;

  constructor(first: MonitorApi) {
    this.#shown = first;
    const asShown = (method: keyof Queries) => (argument: never) => this.#shown[method](argument);
    const methods = Object.keys(parsers) as (keyof Queries)[];
    const all = Object.fromEntries(methods.map((method) => [method, asShown(method)])) as unknown as MonitorApi;
    this.api = { ...all, on: (event, listener) => this.#subscribe(event, listener) };
  }

  /** Whoever listens hears this one from now on, and at once how it stands. */
  show(api: MonitorApi): void {
    this.#shown = api;
    for (const subscription of this.#subscriptions) {
      subscription.end();
      subscription.end = subscription.listen();
      subscription.announce();
    }
  }

  #subscribe<E extends keyof Events>(event: E, listener: (value: Events[E]) => void): () => void {
    const listen = (): (() => void) => this.#shown.on(event, listener);
    const announce = (): void => {
      if (event !== 'snapshot') return;
      // The compiler does not tie the value to the event's name.
      void this.#shown.snapshot(undefined).then((value) => listener(value as Events[E]));
    };
    const subscription: Subscription = { listen, announce, end: listen() };
    this.#subscriptions.add(subscription);
    return () => {
      this.#subscriptions.delete(subscription);
      subscription.end();
    };
  }
}
