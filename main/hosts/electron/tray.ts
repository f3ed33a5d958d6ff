import { join } from 'node:path';
import type * as Electron from 'electron';
import type { Snapshot } from '../../../preload/contract/view.ts';
import { isForwarding, trayFace, trayTooltip } from './tray-face.ts';
import type { TrayFace } from './tray-face.ts';

/** What the tray needs of Electron; a parameter, so that a test can lend a fake. */
export interface TrayModule {
  readonly Tray: new (
    image: Electron.NativeImage,
  ) => Pick<Electron.Tray, 'setImage' | 'setToolTip' | 'setContextMenu' | 'getBounds' | 'on' | 'destroy'>;
  readonly Menu: Pick<typeof Electron.Menu, 'buildFromTemplate'>;
  readonly nativeImage: Pick<typeof Electron.nativeImage, 'createFromPath'>;
  readonly nativeTheme: Pick<Electron.NativeTheme, 'shouldUseDarkColors' | 'on'>;
}

export interface TrayOptions {
  readonly iconFolder: string;
  readonly platform: NodeJS.Platform;
  readonly monotonicMs: () => number;
  readonly onOpen: () => void;
  /** Asked to switch forwarding; the menu shows the truth again at the next snapshot. */
  readonly onForward: (on: boolean) => void;
  readonly onQuit: () => void;
}

export interface TrayHandle {
  update(snapshot: Snapshot): void;
  bounds(): Electron.Rectangle;
  destroy(): void;
}

// On Linux each new tooltip rebuilds the menu, and one that is open goes blank: seldom is kinder.
const tooltipPauseMs = 10_000;

export function createTray(electron: TrayModule, options: TrayOptions): TrayHandle {
  let face: TrayFace = 'fine';
  let forwarding = false;
  let tooltip = '';
  let tooltipSetMs = -Infinity;
  const tray = new electron.Tray(image(electron, options, face));

  const showMenu = () => {
    tray.setContextMenu(
      electron.Menu.buildFromTemplate([
        { label: 'Open', click: options.onOpen },
        {
          label: 'Forward to Dynatrace',
          type: 'checkbox',
          checked: forwarding,
          click: () => {
            options.onForward(!forwarding);
            // The click ticked the box by itself; the monitor decides, so show what is true until it has.
            showMenu();
          },
        },
        { type: 'separator' },
        { label: 'Quit', click: options.onQuit },
      ]),
    );
  };
  const showFace = () => {
    tray.setImage(image(electron, options, face));
  };
  const showTooltip = (text: string) => {
    if (text === tooltip || options.monotonicMs() - tooltipSetMs < tooltipPauseMs) return;
    tooltip = text;
    tooltipSetMs = options.monotonicMs();
    tray.setToolTip(text);
  };

  tray.on('click', options.onOpen);
  electron.nativeTheme.on('updated', showFace);
  showMenu();

  return {
    update: (snapshot) => {
      const nextFace = trayFace(snapshot.state);
      if (nextFace !== face) {
        face = nextFace;
        showFace();
      }
      const nextForwarding = isForwarding(snapshot.boxes[0]);
      if (nextForwarding !== forwarding) {
        forwarding = nextForwarding;
        showMenu();
      }
      showTooltip(trayTooltip(snapshot));
    },
    bounds: () => tray.getBounds(),
    destroy: () => {
      tray.destroy();
    },
  };
}

/** macOS takes a one-colour template, Windows 16 px, a Linux panel about 24; Electron finds the @2x file beside each by its name. */
function image(electron: TrayModule, options: TrayOptions, face: TrayFace) {
  const size = options.platform === 'linux' ? 24 : 16;
  const ground = groundUnderIcon(options.platform, electron.nativeTheme.shouldUseDarkColors);
  const icon = electron.nativeImage.createFromPath(join(options.iconFolder, `${face}-${ground}-${size}.png`));
  if (options.platform === 'darwin') icon.setTemplateImage(true);
  return icon;
}

/** Linux panels do not tell their colour; GNOME's and Xfce's are dark under a light theme, too. */
function groundUnderIcon(platform: NodeJS.Platform, isDark: boolean): 'template' | 'dark' | 'light' {
  if (platform === 'darwin') return 'template';
  return platform === 'linux' || isDark ? 'dark' : 'light';
}
