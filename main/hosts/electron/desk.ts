import { join } from 'node:path';
import * as electron from 'electron';
import { systemClock } from '../../app/system-clock.ts';
import type { EnvironmentToken } from '../../app/token-from-environment.ts';
import type { Show } from '../../../preload/contract/api.ts';
import { createAppWindow, type AppWindow } from './app-window.ts';
import { attachedDiagnostics } from './attached-diagnostics.ts';
import { createAutostart, type Autostart } from './autostart.ts';
import type { CommandLine } from './command-line.ts';
import type { CrashCounts } from './crash-counts.ts';
import { diagnosticsText } from './diagnostics-text.ts';
import { answerCalls } from './ipc.ts';
import { keptText } from './kept-text.ts';
import { isOnBattery, POWER_SUPPLIES } from './linux-power.ts';
import { doMenuAction } from './menu-actions.ts';
import { notifyDesktop, type Notifier } from './notify.ts';
import { createPopover, type OpenedFrom, type Popover } from './popover.ts';
import { followPower, type PowerFollower } from './power.ts';
import type { ShellMonitor } from './shell-monitor.ts';
import { useShortcut } from './shortcut.ts';
import { hasTrayHost } from './tray-host.ts';
import { createTray, type TrayHandle } from './tray.ts';
import { updateEntry, updateNotice } from './update-entry.ts';
import type { UnexpectedErrors } from './unexpected-errors.ts';
import { createUpdater, type Updater } from './updater.ts';

/** What stands on the desktop: icon, popover, window, notifications. */
export interface Desk {
  /** What a user sees who started the program, unless it is to stay hidden. */
  begin(): void;
  /** Takes lines about the configuration file for the user. */
  readonly tell: (lines: readonly string[]) => void;
  /** Says, once, that there was an error that nobody caught, and that the program goes on. */
  sayError(): void;
  /** Before the program ends. */
  stop(): void;
}

export interface DeskOptions {
  readonly monitor: ShellMonitor;
  readonly commandLine: CommandLine;
  /** As the user gave them. */
  readonly args: readonly string[];
  readonly token: EnvironmentToken;
  readonly crashes: CrashCounts;
  readonly errors: UnexpectedErrors;
  /** The built program: `electron/`, `icons/` and more. */
  readonly dist: string;
  /** Everything is sent and written that is to be, and the next program may start. */
  readonly beforeInstall: () => Promise<void>;
  /** This program was not replaced, and goes on. */
  readonly afterFailedInstall: () => Promise<void>;
  /** Where the window's place and the like are kept. */
  readonly stateFolder: string;
}

const { app } = electron;
/** What Electron calls a child that runs a script of ours. */
const OUR_SERVICE = 'node.mojom.NodeService';
const isLinux = process.platform === 'linux';

const NO_TRAY = {
  title: 'NIM Glance on this desktop',
  message: 'This desktop shows no tray icons',
  detail:
    'NIM Glance opens in a window instead, and ends when the window is closed. On GNOME the extension ' +
    '“AppIndicator and KStatusNotifierItem Support” shows tray icons.',
};

const SOME_ERROR = {
  title: 'There was an error in NIM Glance',
  text: 'It goes on. Copy diagnostics in the menu of the icon tells what it was, without secrets.',
};

/** Electron's own panel would stop this whole process on Linux until it is closed. */
function aboutBox(): electron.MessageBoxOptions {
  const { electron: runtime, chrome, node } = process.versions;
  return {
    ...{ type: 'info', title: 'About NIM Glance', message: `NIM Glance ${app.getVersion()}`, buttons: ['Close'] },
    detail:
      'Watches NVIDIA NIM from the tray and forwards its metrics to Dynatrace.\n' +
      'Apache License 2.0. Not a product of NVIDIA or Dynatrace.\n' +
      `Electron ${runtime}, Chromium ${chrome}, Node ${node}`,
  };
}

export function createDesk(options: DeskOptions): Desk {
  return new ElectronDesk(options);
}

class ElectronDesk implements Desk {
  readonly #options: DeskOptions;
  readonly #popover: Popover;
  readonly #window: AppWindow;
  readonly #tray: TrayHandle;
  readonly #autostart: Autostart;
  readonly #updater: Updater;
  readonly #notifier: Notifier;
  readonly #power: PowerFollower;
  #saidError = false;

  constructor(options: DeskOptions) {
    this.#options = options;
    const { monitor, dist, stateFolder, crashes } = options;
    const page = { preloadPath: join(dist, 'electron', 'bridge.cjs'), onCrash: () => crashes.add('page') };
    this.#autostart = createAutostart(this.#autostartWorld());
    this.#updater = createUpdater({
      isPackaged: app.isPackaged,
      beforeInstall: options.beforeInstall,
      afterFailedInstall: options.afterFailedInstall,
      onChange: (state) => {
        this.#tray.factsChanged();
        const notice = updateNotice(state);
        if (notice !== undefined) this.#notifier.say(notice.title, notice.text);
      },
    });
    this.#popover = createPopover({ ...page, trayBounds: () => this.#tray.bounds() });
    this.#window = createAppWindow({
      ...{ ...page, iconFolder: join(dist, 'icons'), place: keptText(stateFolder, 'window.json') },
      onVisible: () => this.#power.shownChanged(),
      onClosed: () => void this.#endWithoutTray(),
    });
    this.#tray = this.#makeTray();
    this.#notifier = notifyDesktop(electron, {
      api: monitor.api,
      onOpen: (box) => void this.#open('elsewhere', { page: 'overview', box }),
    });
    this.#power = followPower({
      ...{ powerMonitor: electron.powerMonitor, clock: systemClock, monitor },
      ...(isLinux ? { isOnLinuxBattery: () => isOnBattery(POWER_SUPPLIES) } : {}),
      isOnline: () => electron.net.isOnline(),
      isShown: () => this.#popover.isVisible() || this.#window.isVisible(),
    });
    this.#popover.onVisible(() => {
      this.#power.shownChanged();
    });
    answerCalls(monitor.api, () => [...this.#popover.contents(), ...this.#window.contents()]);
    this.#listen();
  }

  begin(): void {
    const { hidden, shortcut } = this.#options.commandLine;
    if (shortcut !== undefined) this.#useShortcut(shortcut);
    if (!hidden) void this.#open('elsewhere', null);
  }

  readonly tell = (lines: readonly string[]): void => {
    this.#notifier.say('Configuration', lines.join('\n'));
  };

  sayError(): void {
    if (this.#saidError) return;
    this.#saidError = true;
    this.#notifier.say(SOME_ERROR.title, SOME_ERROR.text);
  }

  stop(): void {
    this.#power.stop();
    electron.globalShortcut.unregisterAll();
    this.#tray.destroy();
  }

  #listen(): void {
    this.#options.monitor.api.on('snapshot', (snapshot) => {
      this.#tray.update(snapshot);
      this.#popover.update(snapshot);
      this.#window.update(snapshot);
    });
    app.on('second-instance', (_event, argv) => {
      if (!argv.includes('--hidden')) void this.#open('elsewhere', null);
    });
    app.on('activate', () => void this.#open('elsewhere', null));
    for (const event of ['display-metrics-changed', 'display-added', 'display-removed'] as const) {
      electron.screen.on(event as 'display-added', () => {
        this.#tray.redraw();
        this.#popover.displaysChanged();
      });
    }
    // Children of ours are counted by who asked them: each is ended once it has answered.
    app.on('child-process-gone', (_event, { type, reason, serviceName }) => {
      if (reason !== 'clean-exit' && serviceName !== OUR_SERVICE) this.#options.crashes.add(type);
    });
  }

  /** Where the desktop shows no icons, a popover would come from nowhere. */
  async #open(from: OpenedFrom, what: Show | null): Promise<void> {
    if (from === 'elsewhere' && isLinux && !(await hasTrayHost(process.env))) {
      this.#window.open();
      if (what !== null) this.#window.show(what);
      return this.#sayNoTray();
    }
    if (what !== null) this.#popover.show(what);
    this.#popover.open(from);
  }

  async #sayNoTray(): Promise<void> {
    const said = keptText(this.#options.stateFolder, 'no-tray-said');
    if (said.read() !== '') return;
    said.write('yes\n');
    await electron.dialog.showMessageBox({ type: 'info', ...NO_TRAY, buttons: ['OK'] });
  }

  async #endWithoutTray(): Promise<void> {
    if (isLinux && !(await hasTrayHost(process.env))) app.quit();
  }

  #useShortcut(keys: string): void {
    useShortcut(keys, {
      ...{ globalShortcut: electron.globalShortcut, environment: process.env },
      onPress: () => void this.#open('elsewhere', null),
      say: (title, body) => {
        this.#notifier.say(title, body);
      },
      said: keptText(this.#options.stateFolder, 'shortcut-said'),
    });
  }

  #makeTray(): TrayHandle {
    const { commandLine, dist } = this.#options;
    return createTray(electron, {
      ...{ iconFolder: join(dist, 'icons'), platform: process.platform, title: commandLine.trayTitle },
      ground: { panel: commandLine.trayPanel, desktop: process.env['XDG_CURRENT_DESKTOP'] ?? '' },
      clock: systemClock,
      scaleFactor: () => electron.screen.getPrimaryDisplay().scaleFactor,
      menuFacts: () => ({ startsAtLogin: this.#autostart.isOn(), update: updateEntry(this.#updater.state()) }),
      onClick: () => {
        this.#popover.toggle();
      },
      onAction: (action) => {
        const { api } = this.#options.monitor;
        void doMenuAction(action, {
          ...{ api, autostart: this.#autostart },
          open: (what) => void this.#open('icon', what),
          openWindow: () => {
            this.#window.open();
          },
          copyDiagnostics: () => void this.#copyDiagnostics(),
          update: (step) => void this.#updater[step](),
          showAbout: () => void electron.dialog.showMessageBox(aboutBox()),
          quit: () => {
            app.quit();
          },
          say: (title, body) => {
            this.#notifier.say(title, body);
          },
        });
      },
    });
  }

  async #copyDiagnostics(): Promise<void> {
    try {
      await electron.clipboard.writeText(await this.#diagnostics());
      this.#notifier.say('Diagnostics copied', 'Look through them before you give them away.');
    } catch (error) {
      this.#notifier.say('Diagnostics were not copied', error instanceof Error ? error.message : String(error));
    }
  }

  /** Of a monitor elsewhere only what is known here. */
  async #diagnostics(): Promise<string> {
    const { token, monitor, crashes, errors } = this.#options;
    const facts = {
      ...{ takenMs: systemClock.nowMs(), appVersion: app.getVersion(), environment: process.env },
      ...{ crashes: crashes.words, errors: errors.words, update: this.#updater.state() },
    };
    const own = monitor.facts();
    if (own !== undefined) return diagnosticsText({ ...facts, token, ...own });
    const { attached } = await monitor.api.snapshot(undefined);
    // It became our own meanwhile.
    if (attached === null) return this.#diagnostics();
    const secret = token.kind === 'present' ? token.secret : undefined;
    return attachedDiagnostics({ ...facts, attached, alias: monitor.alias, token: secret });
  }

  #autostartWorld() {
    const { args } = this.#options;
    const before = app.isPackaged ? [] : [app.getAppPath()];
    return {
      ...{ platform: process.platform, environment: process.env, execPath: process.execPath, app },
      // A demo is for once.
      args: [...before, ...args.filter((one) => one !== '--demo')],
    };
  }
}
