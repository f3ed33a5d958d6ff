import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { SshEnd } from './ssh-words.ts';

/** A running ssh. */
export interface SshProcess {
  /** Ends it, with what it started. Resolves when it is gone. */
  end(): Promise<void>;
}

/** Whom it tells. */
export interface SshListener {
  readonly line: (line: string) => void;
  /** Once, after the last line; also where it could not be started. */
  readonly ended: (end: SshEnd) => void;
}

export type StartSsh = (args: readonly string[], listener: SshListener) => SshProcess;

type Environment = Readonly<Record<string, string | undefined>>;

/** It ends at once when it is asked to; ms. */
const PATIENCE_MS = 1_000;

/** Whether the user can be asked: a program for that is named. In a terminal nobody is, it belongs to the screen. */
export function canAsk({ SSH_ASKPASS, SSH_ASKPASS_REQUIRE }: Environment): boolean {
  return (SSH_ASKPASS ?? '') !== '' && SSH_ASKPASS_REQUIRE !== 'never';
}

/**
 * Runs its arguments, and ends them with itself when its input ends, which it does when our program is gone, however
 * that came: an ssh that nobody knows of any more would hold its tunnel open for weeks. What a shell itself says, such
 * as "Killed", is dropped. `-$$` is the process group.
 */
const GUARD = `exec 3<&0 4>&2 2>/dev/null
"$@" </dev/null 2>&4 3<&- 4>&- &
ssh=$!
(read -r _ <&3; kill -TERM -$$) 4>&- &
wait $ssh`;

/** Starts the `ssh` of this environment's PATH. */
export function sshStarter(environment: Environment): StartSsh {
  return (args, { line, ended }) => {
    const child = spawnSsh(args, sshEnvironment(environment));
    createInterface({ input: child.stderr }).on('line', (text) => {
      line(plainLine(text));
    });
    const gone = new Promise<void>((resolve) => {
      const tell = (end: SshEnd): void => {
        ended(end);
        resolve();
      };
      child.on('error', ({ code = 'unknown' }: NodeJS.ErrnoException) => {
        if (child.pid === undefined) tell({ code: undefined, notStarted: code });
      });
      // What it started might hold its output open.
      child.once('exit', () => {
        signal(child, 'SIGTERM');
      });
      child.once('close', (code) => {
        if (child.pid !== undefined) tell(endOf(code));
      });
    });
    return { end: () => end(child, gone) };
  };
}

function spawnSsh(args: readonly string[], env: NodeJS.ProcessEnv): ChildProcessByStdio<Writable, null, Readable> {
  const stdio: ['pipe', 'ignore', 'pipe'] = ['pipe', 'ignore', 'pipe'];
  if (process.platform === 'win32') return spawn('ssh', args, { env, stdio, windowsHide: true });
  // A process group of its own: Ctrl-C ends the program, which ends the tunnels last, and no terminal asks.
  return spawn('/bin/sh', ['-c', GUARD, 'ssh', 'ssh', ...args], { env, stdio, detached: true });
}

/** As a shell tells it: 127 for a program that is not there, 128 and the number of a signal; ssh's own is 255. */
function endOf(code: number | null): SshEnd {
  if (code === 127) return { code: undefined, notStarted: 'ENOENT' };
  const bySignal = code === null || (code > 128 && code < 255);
  return { code: bySignal ? undefined : code, notStarted: undefined };
}

/** Without our token: ssh can be told to send variables on. */
function sshEnvironment(environment: Environment): NodeJS.ProcessEnv {
  const own = Object.entries(environment).filter(([name]) => name !== 'DT_API_TOKEN');
  return { ...Object.fromEntries(own), ...(canAsk(environment) ? { SSH_ASKPASS_REQUIRE: 'force' } : {}) };
}

async function end(child: ChildProcess, gone: Promise<void>): Promise<void> {
  signal(child, 'SIGTERM');
  const timer = setTimeout(() => {
    signal(child, 'SIGKILL');
  }, PATIENCE_MS);
  await gone;
  clearTimeout(timer);
}

/** To it and to what it started: proxies, and whatever asks for a password. */
function signal(child: ChildProcess, name: 'SIGTERM' | 'SIGKILL'): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(name);
    else process.kill(-child.pid, name);
  } catch {
    // Nothing of it is left.
  }
}

/** What a server sends before the login may hold anything. */
function plainLine(text: string): string {
  return text.replace(/\p{Cc}/gu, '');
}
