import type { MonitorApi } from '../../../preload/contract/api.ts';
import type { AttachableMonitor } from '../../app/attach/attachable-monitor.ts';
import type { Configuration } from '../../app/config/configuration.ts';
import type { Monitor } from '../../app/monitor.ts';
import type { MonitorFacts } from '../../app/monitor-facts.ts';
import type { OwnSession } from './own-session.ts';

/** What a bug report tells of the monitor of this process. */
export interface OwnFacts {
  readonly configuration: Configuration;
  readonly monitor: MonitorFacts;
}

/** The monitor that the shell shows, wherever it runs. Battery and sleep of this computer concern its own alone. */
export class ShellMonitor {
  readonly api: MonitorApi;
  readonly #shown: Pick<AttachableMonitor<OwnSession>, 'api' | 'own' | 'reconnect' | 'alias'>;

  constructor(shown: Pick<AttachableMonitor<OwnSession>, 'api' | 'own' | 'reconnect' | 'alias'>) {
    this.api = shown.api;
    this.#shown = shown;
  }

  /** This computer woke up, or its network is another one. */
  retryNow(): void {
    this.#shown.own?.monitor.retryNow();
    this.#shown.reconnect();
  }

  setRhythm(rhythm: Parameters<Monitor['setRhythm']>[0]): void {
    this.#shown.own?.monitor.setRhythm(rhythm);
  }

  /** Where we open the way to it: what the machine is to ssh. */
  get alias(): string | undefined {
    return this.#shown.alias;
  }

  /** Undefined while the monitor runs elsewhere. */
  facts(): OwnFacts | undefined {
    const own = this.#shown.own;
    return own === undefined ? undefined : { configuration: own.configuration, monitor: own.monitor.facts() };
  }
}
