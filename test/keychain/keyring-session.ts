import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { probeKeyring } from '../../main/keychain/probe-keyring.ts';

/** Why there can be no Secret Service here; false when there can. */
export const skip = missing();

const PASSWORD = 'a keyring password';
const POLICY = '<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>';

/**
 * A session bus and, when started, gnome-keyring on it, with a home of their own. No service is activated: what is on
 * the bus was put there by the test. `process.env` points to it until `close`, for processes that are started meanwhile.
 */
export class KeyringSession {
  readonly home = mkdtempSync(join(tmpdir(), 'nim-glance-keyring-'));
  #bus: ChildProcess | undefined;
  #daemon: ChildProcess | undefined;
  readonly #before = { ...process.env };

  constructor() {
    for (const name of ['DISPLAY', 'WAYLAND_DISPLAY', 'XDG_DATA_HOME', 'XDG_CONFIG_HOME', 'XDG_CACHE_HOME'])
      Reflect.deleteProperty(process.env, name);
    Reflect.deleteProperty(process.env, 'DBUS_SESSION_BUS_ADDRESS');
    Object.assign(process.env, { HOME: this.home, XDG_RUNTIME_DIR: join(this.home, 'run') });
    mkdirSync(join(this.home, 'run'), { mode: 0o700 });
  }

  async startBus(): Promise<void> {
    const address = `unix:path=${join(this.home, 'run/bus')}`;
    const file = join(this.home, 'bus.conf');
    writeFileSync(
      file,
      `<busconfig><type>session</type><listen>${address}</listen><auth>EXTERNAL</auth>
      <policy context="default">${POLICY}</policy></busconfig>`,
    );
    this.#bus = spawn('dbus-daemon', [`--config-file=${file}`, '--nofork', '--nopidfile', '--print-address'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await new Promise((resolve) => this.#bus?.stdout?.once('data', resolve));
    process.env['DBUS_SESSION_BUS_ADDRESS'] = address;
  }

  /** gnome-keyring as after a login with the password, or after one without it. */
  async startKeyring(how: 'unlocked' | 'locked'): Promise<void> {
    await this.stopKeyring();
    const flags = how === 'unlocked' ? ['--unlock'] : [];
    const daemon = spawn('gnome-keyring-daemon', ['--foreground', '--components=secrets', ...flags], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    daemon.stdin.end(how === 'unlocked' ? PASSWORD : '');
    this.#daemon = daemon;
    for (let tries = 0; (await probeKeyring(process.env)) === 'unknown'; tries += 1) {
      if (tries > 200) throw new Error('gnome-keyring does not answer');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** As SIGSTOP does it: there, and silent. */
  hangKeyring(): void {
    this.#daemon?.kill('SIGSTOP');
  }

  async stopKeyring(): Promise<void> {
    await end(this.#daemon);
    this.#daemon = undefined;
  }

  /** Paths below the home, without what the keyring and the bus themselves keep there. */
  files(): readonly string[] {
    const all = readdirSync(this.home, { recursive: true, withFileTypes: true }).filter(
      (entry) => !entry.isDirectory(),
    );
    return all.map(({ parentPath, name }) => join(parentPath, name).slice(this.home.length + 1));
  }

  async close(): Promise<void> {
    await this.stopKeyring();
    await end(this.#bus);
    for (const name of Object.keys(process.env)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, this.#before);
    rmSync(this.home, { recursive: true, force: true });
  }
}

async function end(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

function missing(): string | false {
  if (process.platform !== 'linux') return 'the Secret Service is Linux’s';
  const wanted = ['gnome-keyring-daemon', 'dbus-daemon'];
  const absent = wanted.filter((name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).error !== undefined);
  return absent.length === 0 ? false : `${absent.join(' and ')} missing: apt-get install gnome-keyring dbus-daemon`;
}
