import type * as Electron from 'electron';
import type { Ports } from '../../app/ports.ts';
import type { Monitor } from '../../app/monitor.ts';

/** What drives the rhythm; a parameter, so that a test can lend fakes. */
export interface PowerWorld {
  readonly powerMonitor: Pick<Electron.PowerMonitor, 'onBatteryPower' | 'getSystemIdleState'> & {
    on(event: 'resume' | 'on-ac' | 'on-battery' | 'lock-screen' | 'unlock-screen', listener: () => void): unknown;
  };
  /** Whether a Linux computer runs on its battery, of which Electron says nothing there; absent on other systems. */
  readonly isOnLinuxBattery?: () => Promise<boolean>;
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

/** Of the network, and on Linux of battery and lock, Electron's main process hears no event, ms. */
const ASK_MS = 5_000;
/** Some Electrons tell one waking twice, up to 2 s apart (electron/electron#24803, #44252), ms. */
const SAME_WAKING_MS = 5_000;
/** Only whether the screen is locked is asked, not for how long nobody touched anything, s. */
const NEVER_IDLE_S = 1_000_000;

/** Slower on a battery while nobody looks; at once after sleep, and when the network is back. */
export function followPower(world: PowerWorld): PowerFollower {
  return new Follower(world);
}

class Follower implements PowerFollower {
  readonly #world: PowerWorld;
  #rhythm: 'normal' | 'slow' = 'normal';
  #locked = false;
  #onLinuxBattery = false;
  #wasOnline: boolean;
  #wokeJustNow = false;
  #stopped = false;
  #cancel: () => void = () => undefined;

  constructor(world: PowerWorld) {
    this.#world = world;
    this.#wasOnline = world.isOnline();
    this.#listen();
    this.shownChanged();
    void this.#ask();
  }

  shownChanged(): void {
    const { powerMonitor, isShown, monitor } = this.#world;
    const seen = isShown() && !this.#locked;
    const next = (powerMonitor.onBatteryPower || this.#onLinuxBattery) && !seen ? 'slow' : 'normal';
    if (next === this.#rhythm) return;
    this.#rhythm = next;
    monitor.setRhythm(next);
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
  }

  #listen(): void {
    const { powerMonitor } = this.#world;
    const follow = () => {
      this.shownChanged();
    };
    powerMonitor.on('on-battery', follow);
    powerMonitor.on('on-ac', follow);
    powerMonitor.on('lock-screen', () => {
      this.#lock(true);
    });
    powerMonitor.on('unlock-screen', () => {
      this.#lock(false);
    });
    powerMonitor.on('resume', () => {
      this.#wake();
    });
  }

  #lock(locked: boolean): void {
    this.#locked = locked;
    this.shownChanged();
  }

  #wake(): void {
    if (this.#wokeJustNow) return;
    this.#wokeJustNow = true;
    this.#world.clock.after(SAME_WAKING_MS, () => {
      this.#wokeJustNow = false;
    });
    this.#world.monitor.retryNow();
    this.shownChanged();
  }

  async #ask(): Promise<void> {
    const { isOnline, isOnLinuxBattery, powerMonitor, monitor, clock } = this.#world;
    const online = isOnline();
    if (online && !this.#wasOnline) monitor.retryNow();
    this.#wasOnline = online;
    if (isOnLinuxBattery !== undefined) {
      this.#onLinuxBattery = await isOnLinuxBattery();
      if (this.#stopped) return;
      this.#locked = powerMonitor.getSystemIdleState(NEVER_IDLE_S) === 'locked';
    }
    this.shownChanged();
    // A monitor that was opened meanwhile begins with the normal one.
    if (this.#rhythm === 'slow') monitor.setRhythm('slow');
    this.#cancel = clock.after(ASK_MS, () => void this.#ask());
  }
}
