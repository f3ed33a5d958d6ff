import { commandParts } from './command-parts.ts';
import { shellWords } from './shell-words.ts';

/** What of an ssh command says where a tunnel begins. */
export interface SshLine {
  /** The local end of its first `-L`, as host:port; undefined where it has none at a port. */
  readonly local: string | undefined;
  /** The machine it logs in to, without the user; empty where it names none. */
  readonly machine: string;
}

/** Options that take a value; of autossh `-M`, too. Source: OpenSSH's manual page of ssh(1). */
const WITH_VALUE = 'BbcDEeFIiJLlmOoPpQRSWw';

/** Reads a pasted ssh command; undefined where the text is none. */
export function readSshLine(text: string): SshLine | undefined {
  const words = shellWords(text.replace(/^\s*[$%>]\s+/, ''));
  const program = /^(?:[^:]*[\\/])?((?:auto)?ssh)(?:\.exe)?$/.exec(words[0] ?? '')?.[1];
  if (program === undefined || words.length < 2) return undefined;
  const shortWithValue = program === 'autossh' ? `${WITH_VALUE}M` : WITH_VALUE;
  const parts = commandParts(words.slice(1), { shortWithValue, longTakesValue: () => false });
  const forwards = parts.filter(({ option }) => option === '-L').map(({ value }) => localEnd(value));
  const machine = parts.find(({ option }) => option === undefined)?.value ?? '';
  return { local: forwards.find((end) => end !== undefined), machine: hostOf(machine) };
}

/** `[bind:]port:host:hostport`, or with a socket's path at the far end. At all addresses is at this computer's, too. */
function localEnd(forward: string): string | undefined {
  const match = /^(?:(\[[^\]]*\]|[^:/]*):)?(\d+):(?:(?:\[[^\]]+\]|[^:/]+):\d+|\/.+)$/.exec(forward);
  if (match === null) return undefined;
  const bind = match[1] ?? '';
  const host = /^(?:\*|localhost|0\.0\.0\.0|\[::\])?$/.test(bind) ? '127.0.0.1' : bind;
  return `${host}:${match[2] ?? ''}`;
}

/** Of `user@host` or `ssh://user@host:22`. */
function hostOf(machine: string): string {
  const bare = machine.replace(/^ssh:\/\//, '').replace(/^.*@/, '');
  return machine.startsWith('ssh://') ? bare.replace(/[:/].*$/, '') : bare;
}
