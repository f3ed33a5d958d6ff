import type { PipelineObserver } from '../core/model/observer.ts';
import type { OpenedOutbox } from '../core/pipeline.ts';
import type { Configuration } from './config/configuration.ts';
import type { AlertMemory } from './ports.ts';
import type { SettingsBook } from './settings/settings-book.ts';

/** What one run of the monitor watches and where it forwards. */
export interface MonitorOptions {
  readonly configuration: Configuration;
  /** Where the configuration stands, and is changed from the screen; undefined: it cannot be changed. */
  readonly settings?: SettingsBook | undefined;
  /** A token from the environment; it wins over the keychain and is not stored. */
  readonly token: string | undefined;
  /** Where what is owed is kept; undefined: in memory, until the program ends. */
  readonly outbox?: OpenedOutbox | undefined;
  /** Where alerts and wishes are kept; undefined: nowhere, until the program ends. */
  readonly alertMemory?: AlertMemory | undefined;
  /** Told of everything that takes time. */
  readonly observer?: PipelineObserver;
}
