import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import type { Rectangle, WebContents } from 'electron';
import { pageUrl } from './app-scheme.ts';
import { tellSnapshot } from './ipc.ts';
import { placePopover } from './place-popover.ts';
import type { Snapshot } from '../../../preload/contract/view.ts';

export interface Popover {
  readonly open: () => void;
  readonly update: (snapshot: Snapshot) => void;
  readonly contents: () => WebContents | null;
}

const width = 380;
const firstHeight = 460;
const edge = 16;
const iconSize = 24;

/** One window, made hidden and kept warm; it opens within a frame or two and hides as soon as it loses the focus. */
export function createPopover(preloadPath: string, trayBounds: () => Rectangle): Popover {
  const window = makeWindow(preloadPath);
  let newest: Snapshot | null = null;
  let loaded = false;
  let anchor: Rectangle = { x: 0, y: 0, width: 0, height: 0 };

  const tell = () => {
    if (loaded && newest !== null) tellSnapshot(window.webContents, newest);
  };
  const place = () => {
    const { workArea } = screen.getDisplayNearestPoint(anchor);
    const { x, y } = placePopover(window.getBounds(), anchor, workArea);
    window.setPosition(x, y);
  };

  window.webContents.on('did-finish-load', () => {
    loaded = true;
    tell();
  });
  window.webContents.on('render-process-gone', () => {
    loaded = false;
    window.webContents.reload();
  });
  // The page asks for its own height by window.resizeTo; width and place are not its business.
  window.webContents.on('content-bounds-updated', (event, wanted) => {
    event.preventDefault();
    const { workArea } = screen.getDisplayNearestPoint(anchor);
    window.setContentSize(width, Math.max(1, Math.min(wanted.height, workArea.height - edge)));
    if (window.isVisible()) place();
  });
  hideInsteadOfClosing(window);
  void window.loadURL(pageUrl);

  return {
    open: () => {
      anchor = anchorOf(trayBounds());
      tell();
      place();
      window.show();
      window.focus();
    },
    update: (snapshot) => {
      newest = snapshot;
      // A hidden page costs nothing; it gets the newest when it opens.
      if (window.isVisible()) tell();
    },
    contents: () => (window.isDestroyed() ? null : window.webContents),
  };
}

/** Escape, a click elsewhere and the window manager's close hide it; only quitting closes it. */
function hideInsteadOfClosing(window: BrowserWindow): void {
  window.webContents.on('before-input-event', (_event, input) => {
    if (input.type === 'keyDown' && input.key === 'Escape') window.hide();
  });
  window.on('blur', () => {
    window.hide();
  });
  let quitting = false;
  app.on('before-quit', () => {
    quitting = true;
  });
  window.on('close', (event) => {
    if (quitting) return;
    event.preventDefault();
    window.hide();
  });
  nativeTheme.on('updated', () => {
    window.setBackgroundColor(ground());
  });
}

function makeWindow(preloadPath: string): BrowserWindow {
  return new BrowserWindow({
    width,
    height: firstHeight,
    useContentSize: true,
    show: false,
    frame: false,
    resizable: false,
    movable: false,
    minimizable: false,
    maximizable: false,
    fullscreenable: false,
    skipTaskbar: true,
    alwaysOnTop: true,
    title: 'NIM Glance',
    backgroundColor: ground(),
    webPreferences: {
      preload: preloadPath,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
}

/** The icon's place, or one of its size around the pointer where the desktop tells nothing (its bounds are then all zero). */
function anchorOf(bounds: Rectangle): Rectangle {
  if (bounds.width > 0 && bounds.height > 0) return bounds;
  const { x, y } = screen.getCursorScreenPoint();
  return { x: x - iconSize / 2, y: y - iconSize / 2, width: iconSize, height: iconSize };
}

function ground(): string {
  return nativeTheme.shouldUseDarkColors ? '#14171d' : '#f7f8fa';
}
