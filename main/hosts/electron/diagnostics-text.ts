import { homedir, release, version } from 'node:os';
import type { Configuration } from '../../app/config/configuration.ts';
import { diagnosticsOf } from '../../app/diagnostics.ts';
import type { MonitorFacts } from '../../app/monitor-facts.ts';
import type { EnvironmentToken } from '../../app/token-from-environment.ts';

export interface DiagnosticsFacts {
  readonly takenMs: number;
  readonly appVersion: string;
  readonly crashes: string;
  /** Errors that nobody caught. */
  readonly errors: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly token: EnvironmentToken;
  readonly configuration: Configuration;
  readonly monitor: MonitorFacts;
}

/** The report for a bug, without secrets, as JSON. */
export function diagnosticsText(facts: DiagnosticsFacts): string {
  const { takenMs, appVersion, crashes, errors, environment, token, configuration, monitor } = facts;
  const { electron = 'none', chrome = 'none', node = 'none' } = process.versions as Partial<Record<string, string>>;
  const report = diagnosticsOf({
    ...{ takenMs, environment, token, configuration, monitor, home: homedir() },
    program: {
      ...{ version: appVersion, electron, chrome, node, crashes, errors },
      ...{ system: process.platform, release: release(), build: version(), processor: process.arch },
      desktop: environment['XDG_CURRENT_DESKTOP'] ?? '',
      session: environment['XDG_SESSION_TYPE'] ?? '',
    },
    ledger: undefined,
    answers: [],
    secrets: [],
  });
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
