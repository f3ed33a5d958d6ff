import assert from 'node:assert/strict';
import test from 'node:test';
import type { NoticeView } from '../../../../preload/contract/view.ts';
import {
  browserNotices,
  notifyOutside,
  switchBrowserNotices,
  type NotifyingBrowser,
} from '../../../../renderer/features/alerts/browser-notices.ts';

const NOTICE: NoticeView = {
  ...{ atMs: 0, kind: 'fired', box: 'dgx', rule: 'xid', target: null, severity: 'critical' },
  ...{ title: 'dgx: GPU error', text: 'A GPU reported XID 79.' },
};

/** A browser whose user answers a question with `answer`. */
function browserThat(permission: NotificationPermission, answer: NotificationPermission = 'granted') {
  const kept = new Map<string, string>();
  const made: Maker[] = [];
  let asked = 0;
  class Maker {
    static permission = permission;
    static requestPermission(): Promise<NotificationPermission> {
      asked += 1;
      Maker.permission = answer;
      return Promise.resolve(answer);
    }
    readonly title: string;
    readonly options: NotificationOptions;
    onclick: ((event: Event) => void) | null = null;
    constructor(title: string, options: NotificationOptions) {
      this.title = title;
      this.options = options;
      made.push(this);
    }
  }
  const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
  const browser: NotifyingBrowser = { protocol: 'http:', storage, notification: Maker };
  return { browser, made, asked: () => asked };
} // prettier-ignore

test('off until it was switched on; the user is asked once, on the click', async () => {
  const { browser, made, asked } = browserThat('default');
  assert.equal(browserNotices(browser), 'off');
  notifyOutside(browser, NOTICE, () => undefined);
  assert.deepEqual([made.length, asked()], [0, 0]);
  await switchBrowserNotices(browser, true);
  await switchBrowserNotices(browser, true);
  assert.deepEqual([browserNotices(browser), asked()], ['on', 1]);
  let opened = 0;
  notifyOutside(browser, NOTICE, () => {
    opened += 1;
  });
  assert.deepEqual([made[0]?.title, made[0]?.options.body], ['dgx: GPU error', 'A GPU reported XID 79.']);
  made[0]?.onclick?.(new Event('click'));
  assert.equal(opened, 1);
});

test('switched off it tells nothing, although the browser still allows it', async () => {
  const { browser, made } = browserThat('granted');
  await switchBrowserNotices(browser, true);
  await switchBrowserNotices(browser, false);
  notifyOutside(browser, NOTICE, () => undefined);
  assert.deepEqual([browserNotices(browser), made.length], ['off', 0]);
});

test('a user who says no is not told', async () => {
  const { browser, made } = browserThat('default', 'denied');
  await switchBrowserNotices(browser, true);
  notifyOutside(browser, NOTICE, () => undefined);
  assert.deepEqual([browserNotices(browser), made.length], ['denied', 0]);
});

test('the shell tells by itself, and some browsers cannot', () => {
  const { browser } = browserThat('granted');
  assert.equal(browserNotices({ ...browser, protocol: 'app:' }), 'absent');
  assert.equal(browserNotices({ ...browser, notification: undefined }), 'absent');
});
