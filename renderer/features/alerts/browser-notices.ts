import type { NoticeView } from '../../../preload/contract/view.ts';

/** In this tab's storage, so that it can be switched off again: a browser takes no permission back. */
const KEY = 'nim-glance-notify';

/** `absent`: this page cannot, as in the shell, which tells by itself. `denied`: the user or the browser forbade it. */
export type BrowserNotices = 'absent' | 'denied' | 'off' | 'on';

/** The parts of a browser that this needs. */
export interface NotifyingBrowser {
  readonly protocol: string;
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
  /** Undefined where it has none. */
  readonly notification: NotificationMaker | undefined;
}

export interface NotificationMaker {
  new (title: string, options: NotificationOptions): { onclick: ((event: Event) => void) | null };
  readonly permission: NotificationPermission;
  requestPermission: () => Promise<NotificationPermission>;
}

export function browserNotices({ protocol, storage, notification }: NotifyingBrowser): BrowserNotices {
  if (notification === undefined || !protocol.startsWith('http')) return 'absent';
  if (notification.permission === 'denied') return 'denied';
  return notification.permission === 'granted' && storage.getItem(KEY) === 'on' ? 'on' : 'off';
}

/** Asks the user where the browser has to. To be called on a click alone. */
export async function switchBrowserNotices(browser: NotifyingBrowser, on: boolean): Promise<void> {
  if (on && browser.notification?.permission === 'default') await browser.notification.requestPermission();
  browser.storage.setItem(KEY, on ? 'on' : 'off');
}

/** Tells outside the page, where the user wants it so. `open` runs on a click. */
export function notifyOutside(browser: NotifyingBrowser, notice: NoticeView, open: () => void): void {
  const { notification: Maker } = browser;
  if (Maker === undefined || browserNotices(browser) !== 'on') return;
  const { title, text, box, rule, target, kind } = notice;
  // What is said about the same takes its place.
  const tag = JSON.stringify([box, rule, target, kind === 'wish' ? text : '']);
  const made = new Maker(title, { body: text, tag });
  made.onclick = open;
}

/** This page's browser. */
export function thisBrowser(): NotifyingBrowser {
  const { location, localStorage: storage } = window;
  return { protocol: location.protocol, storage, notification: 'Notification' in window ? Notification : undefined };
}
