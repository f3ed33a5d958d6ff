import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import type * as Electron from 'electron';
import { desktopEntry } from './desktop-entry.ts';

/** Whether the program starts with the desktop. */
export interface Autostart {
  /** Null where this program cannot tell or change it. */
  isOn(): boolean | null;
  /** Why that failed, in words; undefined when it did not. */
  set(on: boolean): string | undefined;
}

export interface AutostartWorld {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly execPath: string;
  /** What comes after the program: in development the application's folder, and what the user wants watched. */
  readonly args: readonly string[];
  readonly app: Pick<Electron.App, 'getLoginItemSettings' | 'setLoginItemSettings'>;
  readonly home?: string;
}

/** Started so, nothing opens. */
const HIDDEN = '--hidden';

export function createAutostart(world: AutostartWorld): Autostart {
  const args = [...world.args.filter((one) => one !== HIDDEN), HIDDEN];
  if (world.platform === 'win32' || world.platform === 'darwin') return loginItem(world, args);
  return autostartFile(world, args);
}

/** macOS hands no arguments on; there `wasOpenedAtLogin` stands for `--hidden`. */
function loginItem({ app, execPath }: AutostartWorld, args: string[]): Autostart {
  const item = { path: execPath, args };
  return {
    isOn: () => app.getLoginItemSettings(item).openAtLogin,
    set: (on) => {
      app.setLoginItemSettings({ openAtLogin: on, ...item });
      return undefined;
    },
  };
}

/** Source: Desktop Application Autostart Specification 0.5. `Hidden=true` in the file means that it is off. */
function autostartFile(world: AutostartWorld, args: readonly string[]): Autostart {
  const { environment, execPath, home = homedir() } = world;
  const given = environment['XDG_CONFIG_HOME'] ?? '';
  const folder = posix.isAbsolute(given) ? given : join(home, '.config');
  const file = join(folder, 'autostart', 'nim-glance.desktop');
  // An AppImage runs from a folder that is gone when it ends.
  const appImage = environment['APPIMAGE'] ?? '';
  const program = appImage === '' ? execPath : appImage;
  return {
    isOn: () => {
      const text = read(file);
      return text !== undefined && !/^\s*Hidden\s*=\s*true\s*$/m.test(text);
    },
    set: (on) => {
      try {
        mkdirSync(dirname(file), { recursive: true });
        if (on) writeFileSync(file, desktopEntry([program, ...args]));
        else rmSync(file, { force: true });
        return undefined;
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    },
  };
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
