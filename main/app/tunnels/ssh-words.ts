/** How an ssh ended. */
export interface SshEnd {
  /** Undefined where a signal ended it, or it never ran. */
  readonly code: number | undefined;
  /** Why it could not be started, as Node's code; undefined where it could. */
  readonly notStarted: string | undefined;
}

/**
 * Why a tunnel is not up, in words with what to do; and whether it can pass by itself, needs the user, or another port
 * than the one that somebody else took. `login`: it needs the user, and each try is one more login that is refused.
 */
export interface SshTrouble {
  readonly reason: string;
  readonly mendedBy: 'time' | 'user' | 'login' | 'another_port';
}

/** What a table's words are made of. */
interface Told {
  readonly alias: string;
  /** What the pattern put into parentheses. */
  readonly part: string;
}

type Row = readonly [said: RegExp, mendedBy: SshTrouble['mendedBy'], words: (told: Told) => string];

/**
 * What ssh says, and what that means. The first that applies counts: a line that tells more stands before one that
 * always comes along. The words of the way are those of failure-words.ts, by which it is told whose fault it is.
 */
const ROWS: readonly Row[] = [
  [
    /^(\S.*: line \d+: Bad configuration option: \S+|Bad owner or permissions on .+)/m,
    'user',
    ({ part }) => `ssh does not accept its configuration (${part}). Mend it`,
  ],
  [
    /REMOTE HOST IDENTIFICATION HAS CHANGED|^Host key for .+ has changed/m,
    'user',
    ({ alias }) =>
      `its host key is another one than before. Ask whoever runs it; if that is right, run ssh ${alias}: it says how to forget the old one`,
  ],
  [
    /^Host key verification failed/m,
    'user',
    ({ alias }) => `its host key is not known. Run ssh ${alias} once and confirm it`,
  ],
  [
    /^Load key "(.+)": bad permissions/m,
    'login',
    ({ part }) => `others can read the key ${part}, so ssh does not use it. Run chmod 600 on it`,
  ],
  [
    /Too many authentication failures/,
    'login',
    () => 'the agent offers too many keys. Name the right one in ~/.ssh/config (IdentityFile, IdentitiesOnly yes)',
  ],
  [
    /agent refused operation/,
    'login',
    () => 'the SSH agent did not sign the login. Unlock it, or touch the security key',
  ],
  [
    /Permission denied \(/,
    'login',
    ({ alias }) =>
      `it accepts none of the keys (permission denied). Run ssh-add, and see that ssh ${alias} asks for no password`,
  ],
  [
    /^(?:Unable to negotiate with|no matching) .*?(no matching [^.]+)/m,
    'user',
    ({ part }) => `both ends have too little in common (${part.trim()}). Update the older one`,
  ],
  [/hostname contains invalid characters/, 'user', () => 'ssh refuses such a name. Check boxes in the configuration'],
  [/Temporary failure in name resolution/, 'time', () => 'the name server does not answer (DNS). Check the network'],
  [
    /Could not resolve hostname ([^\s:]+)/,
    'time',
    ({ part }) => `the name is not known (DNS): ${part}. Check it in ~/.ssh/config`,
  ],
  [
    /: Connection refused/,
    'time',
    () => 'nothing listens at its SSH port (connection refused). Check the port, and that sshd runs',
  ],
  [
    /Network is unreachable|Can't assign requested address/,
    'time',
    () => 'the network cannot be reached. Check cable, Wi-Fi or VPN',
  ],
  [
    /No route to host|Host is down/,
    'time',
    () => 'the host cannot be reached. Check that it is on, and in this network',
  ],
  [
    /: (?:Connection|Operation) timed out|^Connection (?:to .+ )?timed out|^Timeout, server .+ not responding/m,
    'time',
    () => 'it does not answer (connection timed out). It may be asleep or off',
  ],
  [
    /^Connection (?:to .+ )?(?:closed|reset|aborted)|Broken pipe|^kex_exchange_identification/m,
    'time',
    () => 'the connection was cut. If that goes on, look into the log of its sshd',
  ],
];

/** As much of what ssh said last as is shown where it is in no table. */
const LONGEST_LINE = 200;
const PORT_TAKEN = /^bind \[127\.0\.0\.1\]:(\d+): |cannot listen to port: (\d+)/m;

/** Why an ssh ended, from the lines it wrote. `ports` are ours. */
export function sshTrouble(alias: string, lines: readonly string[], end: SshEnd, ports: readonly number[]): SshTrouble {
  if (end.notStarted === 'ENOENT')
    return { reason: 'there is no ssh on this computer. Install OpenSSH', mendedBy: 'user' };
  if (end.notStarted !== undefined) return { reason: `ssh cannot be started (${end.notStarted})`, mendedBy: 'time' };
  const text = lines.join('\n');
  const taken = PORT_TAKEN.exec(text);
  if (taken !== null) return portTaken(Number(taken[1] ?? taken[2]), ports);
  for (const [said, mendedBy, words] of ROWS) {
    const found = said.exec(text);
    if (found !== null) return { reason: words({ alias, part: found[1] ?? '' }), mendedBy };
  }
  const last = lines.filter((line) => !/^(?:Transferred|Bytes per second|Authenticated to)\b/.test(line)).pop();
  const how = end.code === undefined ? 'was ended by a signal' : `ended with ${String(end.code)}`;
  return { reason: last === undefined ? `ssh ${how}` : `ssh says "${last.slice(0, LONGEST_LINE)}"`, mendedBy: 'time' };
}

function portTaken(port: number, ports: readonly number[]): SshTrouble {
  if (ports.includes(port))
    return { reason: `port ${String(port)} of this computer was taken meanwhile`, mendedBy: 'another_port' };
  return {
    reason: `port ${String(port)} of this computer is taken, which ~/.ssh/config forwards as well. Close the other ssh, or use an alias without LocalForward`,
    mendedBy: 'user',
  };
}

/** What a line of ssh tells; `debug` lines are for nobody else. */
export type SshLine =
  | { readonly kind: 'ready' | 'noise' | 'said' }
  | { readonly kind: 'opens'; readonly port: number }
  | { readonly kind: 'refused'; readonly why: string };

/**
 * Reads one line. `opens`: logged in, and about to open a port. `ready`: after that, every port is open; an ssh on the
 * way, a jump host's, may say so before. `refused`: the other end could not connect further.
 */
export function readSshLine(line: string): SshLine {
  const opens = /^debug1: Local forwarding listening on 127\.0\.0\.1 port (\d+)/.exec(line);
  if (opens !== null) return { kind: 'opens', port: Number(opens[1]) };
  // It comes after the ports were opened: a port that cannot be opened ends ssh before (ExitOnForwardFailure).
  if (/^debug1: Entering interactive session/.test(line)) return { kind: 'ready' };
  if (/^debug\d: /.test(line) || line.trim() === '') return { kind: 'noise' };
  const refused = /^channel \d+: open failed: (.+)/.exec(line);
  return refused === null ? { kind: 'said' } : { kind: 'refused', why: refused[1] ?? '' };
}

/** Words for a tunnel that is not up. */
export function notUpWords(alias: string, trouble: Pick<SshTrouble, 'reason'>): string {
  return `the SSH tunnel to ${alias} is not up: ${trouble.reason}`;
}

/** Words for a tunnel that is up and ends at nothing; `why` is of a line that was `refused`. */
export function refusedWords(alias: string, farEnd: string, why: string): string {
  if (/connection refused/i.test(why))
    return `nothing listens at ${farEnd} on ${alias} (connection refused). Check the port, and whether the server runs`;
  if (/administratively prohibited|unknown channel type/i.test(why))
    return `the SSH tunnel to ${alias} leads nowhere: it allows no forwarding to ${farEnd}. Check AllowTcpForwarding and PermitOpen in its sshd_config`;
  return `${alias} cannot connect to ${farEnd} (${why.replace(/^connect failed: /, '').slice(0, LONGEST_LINE)})`;
}
