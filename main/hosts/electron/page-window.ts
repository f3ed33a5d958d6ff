import { app, BrowserWindow, nativeTheme } from 'electron';
import type { BrowserWindowConstructorOptions } from 'electron';
import { systemClock } from '../../app/system-clock.ts';
import type { Show } from '../../../preload/contract/api.ts';
import type { Snapshot } from '../../../preload/contract/view.ts';
import { pageUrl } from './app-scheme.ts';
import { tellPage } from './ipc.ts';
import { reloadDelayMs } from './reload-delay.ts';

/** A window with the page in it. */
export interface PageWindow {
  readonly window: BrowserWindow;
  /** Hands on the newest snapshot; what a hidden page missed it gets with the next one. */
  tell(snapshot: Snapshot): void;
  /** Opens a page or a box in it, as soon as it can. */
  show(what: Show): void;
  /** Somebody wants to see it: a page that waits to be loaded again after a crash waits no longer. */
  wake(): void;
}

export interface PageWindowOptions {
  readonly preloadPath: string;
  /** Told of each crash of the page, which comes back by itself. */
  readonly onCrash: () => void;
}

/** Loads the page into a new window, and again after each crash. */
export function openPageWindow(
  { preloadPath, onCrash }: PageWindowOptions,
  look: BrowserWindowConstructorOptions,
): PageWindow {
  const window = new BrowserWindow({ ...look, ...common(preloadPath) });
  const contents = window.webContents;
  let newest: Snapshot | null = null;
  let wanted: Show | null = null;
  let loaded = false;

  const hand = () => {
    // Between a crash and the next load nothing may be sent.
    if (!loaded || window.isDestroyed()) return;
    if (newest !== null) tellPage(contents, 'snapshot', newest);
    if (wanted !== null) tellPage(contents, 'show', wanted);
    wanted = null;
  };
  contents.on('did-finish-load', () => {
    loaded = true;
    hand();
  });
  const wake = comeBack(window, () => {
    loaded = false;
    onCrash();
  });
  followTheme(window);
  void window.loadURL(pageUrl);
  return {
    window,
    tell: (snapshot) => {
      newest = snapshot;
      hand();
    },
    show: (what) => {
      wanted = what;
      hand();
    },
    wake,
  };
}

/**
 * Whatever ended the page, it is loaded again; one that answers no input is ended for that. What is returned loads one at
 * once that waits for it.
 */
function comeBack(window: BrowserWindow, gone: () => void): () => void {
  const crashesMs: number[] = [];
  let cancel: (() => void) | undefined;
  const load = () => {
    cancel?.();
    cancel = undefined;
    if (!window.isDestroyed()) window.webContents.reload();
  };
  window.webContents.on('render-process-gone', () => {
    gone();
    const nowMs = systemClock.monotonicMs();
    crashesMs.push(nowMs);
    cancel?.();
    cancel = systemClock.after(reloadDelayMs(crashesMs, nowMs), load);
  });
  window.on('unresponsive', () => {
    window.webContents.forcefullyCrashRenderer();
  });
  return () => {
    if (cancel !== undefined) load();
  };
}

function followTheme(window: BrowserWindow): void {
  const paint = () => {
    window.setBackgroundColor(ground());
  };
  nativeTheme.on('updated', paint);
  window.once('closed', () => nativeTheme.off('updated', paint));
}

function common(preload: string): BrowserWindowConstructorOptions {
  return {
    useContentSize: true,
    show: false,
    title: 'NIM Glance',
    backgroundColor: ground(),
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      // Who sits at an open screen could else call the monitor from the console.
      devTools: !app.isPackaged,
    },
  };
}

function ground(): string {
  return nativeTheme.shouldUseDarkColors ? '#14171d' : '#f7f8fa';
}
