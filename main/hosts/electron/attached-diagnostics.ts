import { homedir } from 'node:os';
import type { AttachedView } from '../../../preload/contract/view.ts';
import { environmentSecrets } from '../../app/known-secrets.ts';
import { OwnWords, redactAll, redactor } from '../../app/redact.ts';
import { programOf, type ProgramFacts } from './program-facts.ts';
import { withoutAddresses } from './without-addresses.ts';

export interface AttachedFacts extends ProgramFacts {
  /** Wall clock, ms since the Unix epoch. */
  readonly takenMs: number;
  readonly attached: AttachedView;
  /** What the machine is to ssh, with `user@` where that is there; undefined where no tunnel is ours. */
  readonly alias: string | undefined;
  /** The one of the environment; undefined where there is none. */
  readonly token: string | undefined;
}

const WHAT_IT_HOLDS =
  'It holds versions of this program, what went wrong in it, and on what computer the monitor runs that it shows. ' +
  'Addresses and secrets are taken out.';

/** The shell's own part of a report for a bug while the monitor runs elsewhere, as JSON: no address, no secret. */
export function attachedDiagnostics(facts: AttachedFacts): string {
  const { takenMs, attached, alias, token, environment } = facts;
  const { computer, sameComputer, away, forgotten, why } = attached;
  const quiet = withoutAddresses(alias);
  const { errors, update, ...program } = programOf(facts);
  const report = {
    about: new OwnWords(WHAT_IT_HOLDS),
    takenAt: new Date(takenMs).toISOString(),
    program: { ...program, errors: quiet(errors), update: quiet(update) },
    attached: { computer, sameComputer, away, forgotten, why: quiet(why) },
    monitor: new OwnWords(
      `Its own part is to be had on ${sameComputer ? 'this computer' : 'that one'}: nim-glance diagnostics`,
    ),
  };
  const redact = redactor([...environmentSecrets(environment), token ?? '']);
  const home = homedir();
  return `${JSON.stringify(
    redactAll(report, (text) => redact(text).split(home).join('~')),
    undefined,
    2,
  )}\n`;
}
