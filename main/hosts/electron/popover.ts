import { app, screen } from 'electron';
import type { BrowserWindow, Display, Rectangle, WebContents } from 'electron';
import { systemClock } from '../../app/system-clock.ts';
import type { Show } from '../../../preload/contract/api.ts';
import type { Snapshot } from '../../../preload/contract/view.ts';
import { openPageWindow, type PageWindowOptions } from './page-window.ts';
import { anchorAtPointer, centre, cornerOf, placePopover, type Area, type Point } from './place-popover.ts';

/** `icon`: a click on it or its menu, so that the pointer is near. `elsewhere`: a shortcut, a second start, a notification. */
export type OpenedFrom = 'icon' | 'elsewhere';

export interface Popover {
  open(from: OpenedFrom): void;
  /** A click on the icon: opens it, or closes it again. */
  toggle(): void;
  hide(): void;
  show(what: Show): void;
  update(snapshot: Snapshot): void;
  /** Brings it back in sight where its screen is gone, or is another. */
  displaysChanged(): void;
  isVisible(): boolean;
  /** Calls `listener` after it came into sight or went out of it. */
  onVisible(listener: () => void): void;
  contents(): readonly WebContents[];
}

export interface PopoverOptions extends PageWindowOptions {
  /** All zero where the desktop does not tell. */
  readonly trayBounds: () => Rectangle;
}

const WIDTH = 380;
const FIRST_HEIGHT = 460;
/** The click on the icon that closes the popover takes the focus from it first, and hides it so. */
const SAME_CLICK_MS = 300;

/** One window, made hidden and kept warm; it opens within a frame or two and hides as soon as it loses the focus. */
export function createPopover(options: PopoverOptions): Popover {
  return new WarmPopover(options);
}

class WarmPopover implements Popover {
  readonly #options: PopoverOptions;
  readonly #page;
  #newest: Snapshot | null = null;
  #wantedHeight = FIRST_HEIGHT;
  #anchor: Area = { x: 0, y: 0, width: 0, height: 0 };
  #leftMs = -Infinity;

  constructor(options: PopoverOptions) {
    this.#options = options;
    this.#page = openPageWindow(options, {
      ...{ width: WIDTH, height: FIRST_HEIGHT, frame: false, resizable: false, movable: false, minimizable: false },
      ...{ maximizable: false, fullscreenable: false, skipTaskbar: true, alwaysOnTop: true },
    });
    const { window } = this.#page;
    hideInsteadOfClosing(window);
    window.on('blur', () => {
      if (window.isVisible()) this.#leftMs = systemClock.monotonicMs();
      window.hide();
    });
    // The page asks for its own height by window.resizeTo; width and place are not its business.
    window.webContents.on('content-bounds-updated', (event, wanted) => {
      event.preventDefault();
      this.#wantedHeight = wanted.height;
      this.#place();
    });
  }

  open(from: OpenedFrom): void {
    const { window } = this.#page;
    this.#anchor = this.#anchorFrom(from);
    this.#page.wake();
    if (this.#newest !== null) this.#page.tell(this.#newest);
    this.#place();
    window.show();
    window.focus();
  }

  toggle(): void {
    if (this.isVisible()) this.hide();
    else if (systemClock.monotonicMs() - this.#leftMs > SAME_CLICK_MS) this.open('icon');
  }

  hide(): void {
    this.#page.window.hide();
  }

  show(what: Show): void {
    this.#page.show(what);
  }

  update(snapshot: Snapshot): void {
    this.#newest = snapshot;
    // A hidden page costs nothing; it gets the newest when it opens.
    if (this.isVisible()) this.#page.tell(snapshot);
  }

  displaysChanged(): void {
    if (this.isVisible()) this.#place();
  }

  isVisible(): boolean {
    return !this.#page.window.isDestroyed() && this.#page.window.isVisible();
  }

  onVisible(listener: () => void): void {
    this.#page.window.on('show', listener);
    this.#page.window.on('hide', listener);
  }

  contents(): readonly WebContents[] {
    return this.#page.window.isDestroyed() ? [] : [this.#page.window.webContents];
  }

  /** As high as the page wants, or as there is room on this screen: then the page scrolls. */
  #place(): void {
    const size = { width: WIDTH, height: this.#wantedHeight };
    this.#page.window.setBounds(placePopover(size, this.#anchor, this.#display()));
  }

  #display(): Display {
    return screen.getDisplayNearestPoint(whole(centre(this.#anchor)));
  }

  #anchorFrom(from: OpenedFrom): Area {
    const bounds = this.#options.trayBounds();
    if (bounds.width > 0 && bounds.height > 0) return bounds;
    const pointer = screen.getCursorScreenPoint();
    const display = screen.getDisplayNearestPoint(pointer);
    // Wayland does not tell where the pointer is while it is over other programs.
    const knowsPointer = process.env['WAYLAND_DISPLAY'] === undefined;
    return from === 'icon' && knowsPointer ? anchorAtPointer(pointer, display) : cornerOf(display);
  }
}

/** Electron takes whole numbers alone. */
function whole({ x, y }: Point): Point {
  return { x: Math.floor(x), y: Math.floor(y) };
}

/** Escape and the window manager's close hide it; only quitting closes it. */
function hideInsteadOfClosing(window: BrowserWindow): void {
  window.webContents.on('before-input-event', (_event, input) => {
    if (input.type === 'keyDown' && input.key === 'Escape') window.hide();
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
}
