import type * as Electron from 'electron';
import type { Ports } from '../../app/ports.ts';
import type { Monitor } from '../../app/monitor.ts';

/** What drives the rhythm; a parameter, so that a test can lend fakes. */
export interface PowerWorld {
  readonly powerMonitor: Pick<Electron.PowerMonitor, 'onBatteryPower'> & {
    on(event: 'resume' | 'on-ac' | 'on-battery' | 'lock-screen' | 'unlock-screen', listener: () => void): unknown;
  };
  /** What the computer says of its own network. */
  readonly isOnline: () => boolean;
  /** Whether somebody may be looking at a window. */
  readonly isShown: () => boolean;
  readonly clock: Pick<Ports['clock'], 'after'>;
  readonly monitor: Pick<Monitor, 'retryNow' | 'setRhythm'>;
}

export interface PowerFollower {
  /** A window came into sight, or went out of it. */
  shownChanged(): void;
  stop(): void;
}

/** Electron's main process hears no event when the network comes back, ms. */
const ASK_NETWORK_MS = 5_000;

/** Slower on a battery while nobody looks; at once after sleep, and when the network is back. */
export function followPower({ powerMonitor, isOnline, isShown, clock, monitor }: PowerWorld): PowerFollower {
  let rhythm: 'normal' | 'slow' = 'normal';
  let locked = false;
  let wasOnline = isOnline();
  let cancel: () => void = () => undefined;

  const follow = () => {
    const seen = isShown() && !locked;
    const next = powerMonitor.onBatteryPower && !seen ? 'slow' : 'normal';
    if (next === rhythm) return;
    rhythm = next;
    monitor.setRhythm(next);
  };
  const lock = (value: boolean) => {
    locked = value;
    follow();
  };
  const askNetwork = () => {
    const online = isOnline();
    if (online && !wasOnline) monitor.retryNow();
    wasOnline = online;
    cancel = clock.after(ASK_NETWORK_MS, askNetwork);
  };

  powerMonitor.on('on-battery', follow);
  powerMonitor.on('on-ac', follow);
  powerMonitor.on('lock-screen', () => lock(true));
  powerMonitor.on('unlock-screen', () => lock(false));
  powerMonitor.on('resume', () => {
    monitor.retryNow();
    follow();
  });
  follow();
  askNetwork();
  return {
    shownChanged: follow,
    stop: () => {
      cancel();
    },
  };
}
