import type { SignalView } from '../../core/model/signal.ts';
import type { TargetSettings } from '../../core/model/target-settings.ts';
import type { WatchedTarget } from '../../core/pipeline.ts';
import type { BoxNow, SignalNow, TargetNow, TargetPast } from '../sentences/box-now.ts';

/** What a box's picture of one moment is made of. */
export interface BoxSources extends Pick<BoxNow, 'nowMs' | 'name' | 'forwarding' | 'networkTrouble'> {
  /** At least one. */
  readonly targets: readonly WatchedTarget[];
  readonly pastOf: (target: WatchedTarget) => TargetPast;
}

/** A box at one moment. Each signal is looked up once. */
export function boxNowOf({ targets, pastOf, ...rest }: BoxSources): BoxNow {
  const seen = new Map<string, SignalNow>();
  const signal = (id: string): SignalNow => {
    const known = seen.get(id) ?? signalNow(targets, id);
    seen.set(id, known);
    return known;
  };
  return { ...rest, targets: targets.map((target) => targetNow(target, pastOf(target))), signal };
}

export function targetNow({ settings, state }: WatchedTarget, past: TargetPast): TargetNow {
  return { address: addressOf(settings), state, past, timeoutMs: settings.scrapeTimeoutMs };
}

/** As host:port. */
export function addressOf({ address: { host, port } }: Pick<TargetSettings, 'address'>): string {
  return `${host}:${String(port)}`;
}

/** As host:port; with its path where others of `targets` are asked there too. */
export function addressAmong(targets: readonly WatchedTarget[], { settings }: WatchedTarget): string {
  const address = addressOf(settings);
  const alone = targets.filter((other) => addressOf(other.settings) === address).length <= 1;
  return alone ? address : `${address}${settings.address.path ?? ''}`;
}

const NOT_TOLD: SignalView = { value: null, above: null, why: 'no_family', history: [], families: [] };

/** The first target that knows it, else why the first one does not. */
function signalNow(targets: readonly WatchedTarget[], id: string): SignalNow {
  let best: readonly [view: SignalView, target: WatchedTarget] | undefined;
  for (const target of targets) {
    const view = target.signal(id);
    if (best === undefined || view.value !== null || (best[0].why === 'no_family' && view.why !== 'no_family'))
      best = [view, target];
    if (view.value !== null) break;
  }
  const [view, target] = best ?? [NOT_TOLD, undefined];
  const { value, above, why, families } = view;
  return {
    ...{ value, above, why, families, intervalMs: target?.settings.scrapeIntervalMs ?? 1 },
    // Copied when it is read, and few ask for it.
    get history() {
      return view.history;
    },
  };
}
