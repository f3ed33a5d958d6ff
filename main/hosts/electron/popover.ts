import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { Rectangle, WebContents } from 'electron';
import { pageUrl } from './app-scheme.ts';
import { tellSnapshot } from './ipc.ts';
import { placePopover } from './place-popover.ts';
import type { Snapshot } from '../../../preload/contract/view.ts';

export interface Popover {
  open(): void;
  update(snapshot: Snapshot): void;
  contents(): WebContents | null;
}

const width = 380;
const firstHeight = 460;
const edge = 16;

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
  window.webContents.on('preferred-size-changed', (_event, size) => {
    const { workArea } = screen.getDisplayNearestPoint(anchor);
    window.setContentSize(width, Math.min(size.height, workArea.height - edge));
    if (window.isVisible()) place();
  });
  window.webContents.on('before-input-event', (_event, input) => {
    if (input.type === 'keyDown' && input.key === 'Escape') window.hide();
  });
  window.on('blur', () => {
    window.hide();
  });
  nativeTheme.on('updated', () => {
    window.setBackgroundColor(ground());
  });
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
      enablePreferredSizeMode: true,
    },
  });
}

/** The icon's place, or the pointer's where the desktop tells nothing (its bounds are then all zero). */
function anchorOf(bounds: Rectangle): Rectangle {
  if (bounds.width > 0 && bounds.height > 0) return bounds;
  return { ...screen.getCursorScreenPoint(), width: 0, height: 0 };
}

function ground(): string {
  return nativeTheme.shouldUseDarkColors ? '#14171d' : '#f7f8fa';
}
