import type { MonitorFacts } from './monitor-facts.ts';

/**
 * Why the monitor does not do its work yet, in words; none when it does. A target that is down does not make the monitor
 * unready: that it was asked is enough.
 */
export function unreadyReasons({ targets, store }: MonitorFacts): readonly string[] {
  const unasked = targets.filter(({ state }) => state.good + state.failed === 0);
  return [
    ...unasked.map(({ settings: { box, address } }) => {
      return `${box}: ${address.host}:${String(address.port)} was not scraped yet`;
    }),
    ...(store.problem === undefined ? [] : [`the store cannot be written: ${store.problem}`]),
  ];
}
