import { homedir } from 'node:os';
import type { Configuration } from '../../app/config/configuration.ts';
import { diagnosticsOf } from '../../app/diagnostics.ts';
import type { MonitorFacts } from '../../app/monitor-facts.ts';
import type { EnvironmentToken } from '../../app/token-from-environment.ts';
import { programOf, type ProgramFacts } from './program-facts.ts';

export interface DiagnosticsFacts extends ProgramFacts {
  readonly takenMs: number;
  readonly token: EnvironmentToken;
  readonly configuration: Configuration;
  readonly monitor: MonitorFacts;
}

/** The report for a bug, without secrets, as JSON. */
export function diagnosticsText(facts: DiagnosticsFacts): string {
  const { takenMs, environment, token, configuration, monitor } = facts;
  const report = diagnosticsOf({
    ...{ takenMs, environment, token, configuration, monitor, home: homedir() },
    program: programOf(facts),
    ledger: undefined,
    answers: [],
    secrets: [],
  });
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
