import { join } from 'node:path';
import { app, nativeImage, screen } from 'electron';
import type { BrowserWindow, WebContents } from 'electron';
import { markOf } from '../../../preload/contract/mark.ts';
import type { Show } from '../../../preload/contract/api.ts';
import type { Snapshot } from '../../../preload/contract/view.ts';
import type { KeptText } from './kept-text.ts';
import { openPageWindow, type PageWindow, type PageWindowOptions } from './page-window.ts';
import type { Area } from './place-popover.ts';
import { placeWindow, readPlace, writePlace } from './window-place.ts';

/** The page in a window of its own, with a frame, that stays open beside other work. */
export interface AppWindow {
  open(): void;
  /** Does nothing while it is closed. */
  show(what: Show): void;
  update(snapshot: Snapshot): void;
  isVisible(): boolean;
  contents(): readonly WebContents[];
}

export interface AppWindowOptions extends PageWindowOptions {
  readonly iconFolder: string;
  readonly place: KeptText;
  /** After it came into sight or went out of it. */
  readonly onVisible: () => void;
  readonly onClosed: () => void;
}

const USUAL = { width: 440, height: 720 };
const LEAST = { width: 380, height: 320 };
/** What Windows shows on the taskbar button. */
const OVERLAYS = ['busy', 'alert', 'down', 'offline', 'away'];

export function createAppWindow(options: AppWindowOptions): AppWindow {
  let page: PageWindow | null = null;
  let newest: Snapshot | null = null;

  const update = (snapshot: Snapshot) => {
    newest = snapshot;
    page?.tell(snapshot);
    if (page !== null && process.platform === 'win32') showOverlay(page.window, options.iconFolder, snapshot);
  };
  const make = (): PageWindow => {
    const made = openWindow(options);
    made.window.once('closed', () => {
      page = null;
      app.dock?.hide();
      options.onClosed();
    });
    return made;
  };
  return {
    open: () => {
      page ??= make();
      page.wake();
      // On macOS a window without an icon in the dock cannot be found again behind others.
      void app.dock?.show();
      if (newest !== null) update(newest);
      page.window.show();
      page.window.focus();
    },
    show: (what) => page?.show(what),
    update,
    isVisible: () => isUsable(page) && page.window.isVisible() && !page.window.isMinimized(),
    contents: () => (isUsable(page) ? [page.window.webContents] : []),
  };
}

/** One that is closed throws at every question. */
function isUsable(page: PageWindow | null): page is PageWindow {
  return page !== null && !page.window.isDestroyed();
}

function openWindow(options: AppWindowOptions): PageWindow {
  const { place, iconFolder, onVisible } = options;
  const kept = readPlace(place.read());
  const at = placeWindow(kept, USUAL, LEAST, workAreas());
  const page = openPageWindow(options, {
    ...{ ...at, minWidth: LEAST.width, minHeight: LEAST.height, useContentSize: false },
    icon: join(iconFolder, 'fine3-dark-64.png'),
  });
  const { window } = page;
  if (kept?.maximized === true) window.maximize();
  window.on('close', () => {
    place.write(writePlace({ ...window.getNormalBounds(), maximized: window.isMaximized() }));
  });
  for (const event of ['show', 'hide', 'minimize', 'restore', 'closed'] as const) window.on(event as 'show', onVisible);
  // The page asks for the height of a popover; this window is as large as the user made it.
  window.webContents.on('content-bounds-updated', (event) => {
    event.preventDefault();
  });
  window.on('page-title-updated', (event) => {
    event.preventDefault();
  });
  return page;
}

/** The screen with the pointer first. */
function workAreas(): readonly [Area, ...Area[]] {
  const near = screen.getDisplayNearestPoint(screen.getCursorScreenPoint());
  const others = screen.getAllDisplays().filter(({ id }) => id !== near.id);
  return [near.workArea, ...others.map(({ workArea }) => workArea)];
}

function showOverlay(window: BrowserWindow, iconFolder: string, snapshot: Snapshot): void {
  const { shape } = markOf(snapshot);
  const image = OVERLAYS.includes(shape) ? nativeImage.createFromPath(join(iconFolder, `overlay-${shape}.png`)) : null;
  window.setOverlayIcon(image, image === null ? '' : `NIM Glance: ${shape}`);
}
