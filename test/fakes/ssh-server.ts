import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { LocalPorts } from '../../main/app/tunnels/local-ports.ts';

const SSHD = '/usr/sbin/sshd';
const SSH = whereIs('ssh');

/** Why there can be no SSH server here; false when there can. */
export const skip = missing();

/** Aliases of its configuration, and what comes of each. */
export type Alias =
  'dgx-lab' | 'second-way' | 'new-host' | 'changed-host' | 'wrong-key' | 'nobody-listens' | 'no-such-name';

/** A real `sshd` on loopback with keys of its own, and an `ssh` whose configuration knows it. Nothing of the user is touched. */
export class SshServer {
  readonly folder = mkdtempSync(join(tmpdir(), 'nim-glance-ssh-'));
  readonly #port: number;
  #daemon: ChildProcess | undefined;

  private constructor(port: number) {
    this.#port = port;
  }

  /** Ends with the test. `extra`: lines of sshd_config. */
  static async start(context: { after(run: () => Promise<void>): void }, extra = ''): Promise<SshServer> {
    const server = new SshServer(await new LocalPorts().portOf('sshd'));
    server.#prepare(extra);
    await server.listen();
    context.after(() => server.#close());
    return server;
  }

  /** In which `ssh` is the one that knows this server; no agent, and nobody to ask. */
  get environment(): Record<string, string> {
    const { PATH = '' } = process.env;
    return { PATH: `${join(this.folder, 'bin')}${delimiter}${PATH}`, SSH_AUTH_SOCK: '', SSH_ASKPASS: '' };
  }

  /** Begins to listen; resolves when it does. */
  async listen(): Promise<void> {
    const daemon = spawn(SSHD, ['-D', '-e', '-f', join(this.folder, 'sshd_config')], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#daemon = daemon;
    let said = '';
    for await (const line of createInterface({ input: daemon.stderr })) {
      said += `${line}\n`;
      if (line.includes('Server listening')) return;
    }
    throw new Error(`sshd does not start: ${said}`);
  }

  /** Listens no more, and ends what is logged in. */
  async away(): Promise<void> {
    const daemon = this.#daemon;
    if (daemon?.exitCode !== null || daemon.signalCode !== null) return;
    const sessions = this.sessions();
    daemon.kill('SIGKILL');
    await once(daemon, 'exit');
    for (const pid of sessions) tryToKill(pid, 'SIGKILL');
  }

  /** From its next start on it has another host key, as one that was set up anew. */
  changeHostKey(): void {
    for (const name of ['host', 'host.pub']) rmSync(join(this.folder, name));
    makeKey(join(this.folder, 'host'));
  }

  /** Lets in whoever has this key, too. */
  acceptKey(name: 'other'): void {
    this.#write('authorized_keys', `${this.#publicKey('key')}\n${this.#publicKey(name)}`);
  }

  /** What a user does who was told that the other key is right. */
  acceptHostKey(): void {
    this.#write('known_hosts', this.#knownAs('host'));
  }

  /** Names its aliases in this home's `~/.ssh/config`, too: ssh itself would look for that where the user database says. */
  nameIn(home: string): void {
    mkdirSync(join(home, '.ssh'), { mode: 0o700 });
    writeFileSync(join(home, '.ssh/config'), `Include ${join(this.folder, 'config')}\n`, { mode: 0o600 });
  }

  /** The processes of whoever is logged in. */
  sessions(): readonly number[] {
    return childrenOf(this.#daemon?.pid ?? -1);
  }

  /** Cuts every connection; it goes on listening. */
  cut(): void {
    for (const pid of this.sessions()) tryToKill(pid, 'SIGKILL');
  }

  /** The ssh that were started with this configuration and still run. */
  clients(): readonly number[] {
    return processes().filter((pid) => readProc(pid, 'cmdline').includes(join(this.folder, 'config')));
  }

  #prepare(extra: string): void {
    for (const name of ['host', 'key', 'other']) makeKey(join(this.folder, name));
    this.#write('authorized_keys', this.#publicKey('key'));
    this.#write('known_hosts', this.#knownAs('host'));
    this.#write('changed_hosts', this.#knownAs('other'));
    this.#write('sshd_config', this.#serverConfiguration(extra));
    this.#write('config', this.#clientConfiguration());
    mkdirSync(join(this.folder, 'bin'));
    const wrapper = `#!/bin/sh\nexec '${SSH ?? ''}' -F '${join(this.folder, 'config')}' "$@"\n`;
    writeFileSync(join(this.folder, 'bin/ssh'), wrapper, { mode: 0o755 });
    // Where it comes from a package, the service makes this folder.
    if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
  }

  #publicKey(name: string): string {
    return readFileSync(join(this.folder, `${name}.pub`), 'utf8').trim();
  }

  /** A line of known_hosts. */
  #knownAs(key: string): string {
    return `[127.0.0.1]:${String(this.#port)} ${this.#publicKey(key)}`;
  }

  #serverConfiguration(extra: string): string {
    return `Port ${String(this.#port)}
ListenAddress 127.0.0.1
HostKey ${join(this.folder, 'host')}
AuthorizedKeysFile ${join(this.folder, 'authorized_keys')}
PidFile none
UsePAM no
StrictModes no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
${extra}`;
  }

  #clientConfiguration(): string {
    const host = (
      alias: Alias,
      key: string,
      known: string,
      port = this.#port,
      name = '127.0.0.1',
    ): string => `Host ${alias}
  HostName ${name}
  Port ${String(port)}
  IdentityFile ${join(this.folder, key)}
  IdentitiesOnly yes
  UserKnownHostsFile ${known === '' ? '/dev/null' : join(this.folder, known)}
  GlobalKnownHostsFile /dev/null
`;
    return [
      host('dgx-lab', 'key', 'known_hosts'),
      host('second-way', 'key', 'known_hosts'),
      host('new-host', 'key', ''),
      host('changed-host', 'key', 'changed_hosts'),
      host('wrong-key', 'other', 'known_hosts'),
      host('nobody-listens', 'key', 'known_hosts', 1),
      host('no-such-name', 'key', 'known_hosts', this.#port, 'no-such-name.invalid'),
    ].join('');
  }

  #write(name: string, text: string): void {
    writeFileSync(join(this.folder, name), `${text}\n`, { mode: 0o600 });
  }

  async #close(): Promise<void> {
    await this.away();
    for (const pid of this.clients()) tryToKill(pid, 'SIGKILL');
    rmSync(this.folder, { recursive: true });
  }
}

function missing(): string | false {
  if (process.platform !== 'linux') return 'these tests look for processes in /proc';
  if (SSH === undefined) return 'no ssh here; apt-get install openssh-client';
  return existsSync(SSHD) ? false : 'no sshd here; apt-get install openssh-server';
}

function whereIs(program: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path));
}

function makeKey(file: string): void {
  const { status, stderr } = spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`ssh-keygen: ${stderr}`);
}

function processes(): readonly number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0);
}

/** Empty where the process is gone meanwhile. */
function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${String(pid)}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

/** Of all generations. */
function childrenOf(parent: number): readonly number[] {
  const direct = processes().filter((pid) => Number(/\) \S+ (\d+)/.exec(readProc(pid, 'stat'))?.[1]) === parent);
  return direct.flatMap((pid) => [pid, ...childrenOf(pid)]);
}

function tryToKill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It is gone already.
  }
}
