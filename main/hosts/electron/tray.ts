import { join } from 'node:path';
import type * as Electron from 'electron';
import type { Ports } from '../../app/ports.ts';
import { markOf, type Mark } from '../../../preload/contract/mark.ts';
import type { Snapshot } from '../../../preload/contract/view.ts';
import { iconFile, type IconGround } from './tray-icon.ts';
import { trayMenu, type MenuAction, type MenuEntry, type MenuFacts } from './tray-menu.ts';
import { trayTitle, type TitleChoice } from './tray-title.ts';
import { trayTooltip } from './tray-tooltip.ts';

/** What the tray needs of Electron; a parameter, so that a test can lend a fake. */
export interface TrayModule {
  readonly Tray: new (
    image: Electron.NativeImage,
  ) => Pick<
    Electron.Tray,
    'setImage' | 'setToolTip' | 'setTitle' | 'setContextMenu' | 'popUpContextMenu' | 'getBounds' | 'on' | 'destroy'
  >;
  readonly Menu: Pick<typeof Electron.Menu, 'buildFromTemplate'>;
  readonly nativeImage: Pick<typeof Electron.nativeImage, 'createFromPath'>;
  readonly nativeTheme: Pick<Electron.NativeTheme, 'shouldUseDarkColors' | 'on'>;
}

export interface TrayOptions {
  readonly iconFolder: string;
  readonly platform: NodeJS.Platform;
  readonly clock: Pick<Ports['clock'], 'monotonicMs' | 'after'>;
  /** Pixels per unit of the screen that has the panel. */
  readonly scaleFactor: () => number;
  /** What is known of the panel on Linux. */
  readonly ground: Pick<IconGround, 'panel' | 'desktop'>;
  /** What stands beside the icon; macOS alone has the place. */
  readonly title: TitleChoice;
  readonly menuFacts: () => MenuFacts;
  /** The icon was clicked. */
  readonly onClick: () => void;
  /** The menu shows the truth again at the next snapshot. */
  readonly onAction: (action: MenuAction) => void;
}

export interface TrayHandle {
  update(snapshot: Snapshot): void;
  /** `menuFacts` gives something else now. */
  factsChanged(): void;
  /** The screens are others, or have other pixels. */
  redraw(): void;
  bounds(): Electron.Rectangle;
  destroy(): void;
}

type Template = Electron.MenuItemConstructorOptions[];

// On Linux a menu that is replaced while it is open goes blank, nobody tells whether it is open, and each new tooltip
// replaces it, too: seldom is kinder.
const MENU_PAUSE_MS = 5_000;
const TOOLTIP_PAUSE_MS = 10_000;
const NOTHING_KNOWN: Snapshot = {
  takenAtMs: 0,
  state: 'starting',
  network: null,
  demo: false,
  attached: null,
  boxes: [],
  notes: [],
};

export function createTray(electron: TrayModule, options: TrayOptions): TrayHandle {
  return new TrayIcon(electron, options);
}

class TrayIcon implements TrayHandle {
  readonly #electron: TrayModule;
  readonly #options: TrayOptions;
  readonly #tray: InstanceType<TrayModule['Tray']>;
  #snapshot = NOTHING_KNOWN;
  #mark: Mark = markOf(NOTHING_KNOWN);
  /** The menu that is shown, as text, to tell whether another one is another. */
  #shown = '';
  #menu: ReturnType<TrayModule['Menu']['buildFromTemplate']> | undefined;
  #menuSetMs = -Infinity;
  #cancelMenu: (() => void) | undefined;
  #title = '';
  #tooltip = '';
  /** The shape that stood beside it. */
  #tooltipShape: Mark['shape'] | undefined;
  #tooltipSetMs = -Infinity;
  #cancelTooltip: (() => void) | undefined;

  constructor(electron: TrayModule, options: TrayOptions) {
    this.#electron = electron;
    this.#options = options;
    this.#tray = new electron.Tray(this.#image());
    this.#tray.on('click', options.onClick);
    // A menu that is set would open in place of the popover there.
    if (this.#isMac) this.#tray.on('right-click', () => this.#tray.popUpContextMenu(this.#menu));
    electron.nativeTheme.on('updated', () => {
      this.redraw();
    });
    this.#showMenu();
  }

  update(snapshot: Snapshot): void {
    this.#snapshot = snapshot;
    const mark = markOf(snapshot);
    if (mark.shape !== this.#mark.shape || mark.level !== this.#mark.level) {
      this.#mark = mark;
      this.#tray.setImage(this.#image());
    }
    this.#followMenu();
    this.#showTitle(trayTitle(snapshot, this.#options.title));
    this.#followTooltip();
  }

  factsChanged(): void {
    this.#followMenu();
  }

  redraw(): void {
    this.#tray.setImage(this.#image());
  }

  bounds(): Electron.Rectangle {
    return this.#tray.getBounds();
  }

  destroy(): void {
    this.#cancelMenu?.();
    this.#cancelTooltip?.();
    this.#tray.destroy();
  }

  get #isMac(): boolean {
    return this.#options.platform === 'darwin';
  }

  #entries(): readonly MenuEntry[] {
    return trayMenu(this.#snapshot, this.#options.menuFacts());
  }

  /** At once, or on Linux when the menu has stood for a while. */
  #followMenu(): void {
    if (this.#cancelMenu !== undefined || JSON.stringify(this.#entries()) === this.#shown) return;
    const { clock, platform } = this.#options;
    const waitMs = platform === 'linux' ? this.#menuSetMs + MENU_PAUSE_MS - clock.monotonicMs() : 0;
    if (waitMs <= 0) {
      this.#menuSetMs = clock.monotonicMs();
      this.#showMenu();
      return;
    }
    this.#cancelMenu = clock.after(waitMs, () => {
      this.#cancelMenu = undefined;
      this.#followMenu();
    });
  }

  #showMenu(): void {
    const entries = this.#entries();
    this.#shown = JSON.stringify(entries);
    this.#menu = this.#electron.Menu.buildFromTemplate(entries.map((entry) => this.#template(entry)));
    if (!this.#isMac) this.#tray.setContextMenu(this.#menu);
  }

  #template(entry: MenuEntry): Template[number] {
    switch (entry.kind) {
      case 'line':
        return { type: 'separator' };
      case 'item':
        return { label: entry.label, click: () => this.#act(entry.action) };
      case 'check':
        return { label: entry.label, type: 'checkbox', checked: entry.checked, click: () => this.#check(entry.action) };
      case 'list': {
        const { label, entries } = entry;
        if (entries.length === 0) return { label, enabled: false };
        return { label, submenu: entries.map((one) => this.#template(one)) };
      }
    }
  }

  /** The click ticked the entry by itself; what it asks for may be refused, so the truth is shown until it holds. */
  #check(action: MenuAction): void {
    this.#act(action);
    this.#showMenu();
  }

  /** The menu is closed then, and may follow at once. */
  #act(action: MenuAction): void {
    this.#cancelMenu?.();
    this.#cancelMenu = undefined;
    this.#menuSetMs = -Infinity;
    this.#options.onAction(action);
  }

  #showTitle(text: string): void {
    if (!this.#isMac || text === this.#title) return;
    this.#title = text;
    this.#tray.setTitle(text, { fontType: 'monospacedDigit' });
  }

  /** At once where the icon says something else now, as the menu is to be another one then anyway; else after a while. */
  #followTooltip(): void {
    const text = trayTooltip(this.#snapshot);
    const { clock } = this.#options;
    const waitMs = this.#tooltipSetMs + TOOLTIP_PAUSE_MS - clock.monotonicMs();
    if (text !== this.#tooltip && (waitMs <= 0 || this.#mark.shape !== this.#tooltipShape)) {
      this.#tooltip = text;
      this.#tooltipShape = this.#mark.shape;
      this.#tooltipSetMs = clock.monotonicMs();
      this.#tray.setToolTip(text);
    } else if (text !== this.#tooltip) {
      // No other snapshot may follow: a monitor that is paused tells none.
      this.#cancelTooltip ??= clock.after(waitMs, () => {
        this.#cancelTooltip = undefined;
        this.#followTooltip();
      });
    }
  }

  /** Electron finds a file for sharper screens beside it by its name. */
  #image(): Electron.NativeImage {
    const { iconFolder, platform, scaleFactor, ground } = this.#options;
    const isDark = this.#electron.nativeTheme.shouldUseDarkColors;
    const file = iconFile(this.#mark, { ...ground, platform, isDark, scaleFactor: scaleFactor() });
    const icon = this.#electron.nativeImage.createFromPath(join(iconFolder, file));
    if (this.#isMac) icon.setTemplateImage(true);
    return icon;
  }
}
