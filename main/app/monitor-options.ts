/** What one run of the monitor watches and where it forwards. Issue B replaces it by the configuration file. */
export interface MonitorOptions {
  /** The target in any form: `host`, `host:port` or a URL. */
  readonly target: string;
  /** OTLP base URL; undefined leaves forwarding without a destination until one is saved. */
  readonly endpoint: string | undefined;
  /** A token from the environment; it wins over the keychain and is not stored. */
  readonly token: string | undefined;
  /** Whether forwarding starts switched on. */
  readonly forward: boolean;
  readonly scrapeIntervalMs: number;
}
