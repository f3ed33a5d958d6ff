import { release, version } from 'node:os';
import type { UpdateState } from './updater.ts';

/** What the shell knows of itself, for a report for a bug. */
export interface ProgramFacts {
  readonly appVersion: string;
  readonly crashes: string;
  /** Errors that nobody caught. */
  readonly errors: string;
  readonly update: UpdateState;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Versions of the program, of what it runs on and of the system, and what went wrong in it. */
export function programOf({ appVersion, crashes, errors, update, environment }: ProgramFacts) {
  const { electron = 'none', chrome = 'none', node = 'none' } = process.versions as Partial<Record<string, string>>;
  return {
    ...{ version: appVersion, electron, chrome, node, crashes, errors, update: updateFact(update) },
    ...{ system: process.platform, release: release(), build: version(), processor: process.arch },
    desktop: environment['XDG_CURRENT_DESKTOP'] ?? '',
    session: environment['XDG_SESSION_TYPE'] ?? '',
  };
}

/** As `failed, during download, reason no disk`. */
function updateFact({ kind, ...rest }: UpdateState): string {
  return [kind, ...Object.entries(rest).map(([name, value]) => `${name} ${String(value)}`)].join(', ');
}
