import type { MonitorApi } from '../../../preload/contract/api.ts';
import type { OwnMonitor } from '../../app/attach/attachable-monitor.ts';
import type { Configuration } from '../../app/config/configuration.ts';
import type { Monitor } from '../../app/monitor.ts';
import { followSettings } from '../../app/settings/follow-settings.ts';
import type { SettingsBook } from '../../app/settings/settings-book.ts';

/** The monitor of this process, with the configuration that it follows. */
export class OwnSession implements OwnMonitor {
  readonly api: MonitorApi;
  readonly monitor: Monitor;
  readonly #settings: SettingsBook;
  readonly #tell: (lines: readonly string[]) => void;
  #unfollow: () => void = () => undefined;

  /** `tell`: takes what an editor's change of the file led to. */
  constructor(monitor: Monitor, settings: SettingsBook, tell: (lines: readonly string[]) => void) {
    this.api = monitor.api;
    this.monitor = monitor;
    this.#settings = settings;
    this.#tell = tell;
  }

  get configuration(): Configuration {
    return this.#settings.configuration;
  }

  start(): void {
    this.monitor.start();
    this.#unfollow = followSettings(this.#settings, this.#tell);
  }

  async stop(withinMs?: number): Promise<void> {
    this.#unfollow();
    await this.monitor.stop(withinMs);
  }
}
