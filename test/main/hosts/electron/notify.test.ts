import assert from 'node:assert/strict';
import { test } from 'node:test';
import type * as Electron from 'electron';
import { notifyDesktop, type NotifyModule } from '../../../../main/hosts/electron/notify.ts';
import type { Events, MonitorApi, Snooze } from '../../../../preload/contract/api.ts';
import type { NoticeView } from '../../../../preload/contract/view.ts';

type Listener = (event: { actionIndex?: number }, index?: number) => void;

class FakeNotification {
  static supported = true;
  static made: FakeNotification[] = [];
  static isSupported(): boolean {
    return FakeNotification.supported;
  }
  readonly listeners = new Map<string, Listener>();
  shown = false;
  closed = false;
  readonly options: Electron.NotificationConstructorOptions;
  constructor(options: Electron.NotificationConstructorOptions) {
    this.options = options;
    FakeNotification.made.push(this);
  }
  on(event: string, listener: Listener): void {
    this.listeners.set(event, listener);
  }
  show(): void {
    this.shown = true;
  }
  close(): void {
    this.closed = true;
    this.listeners.get('close')?.({});
  }
}

const fired: NoticeView = {
  ...{ atMs: 1, kind: 'fired', box: 'dgx', rule: 'cache_full', target: null, severity: 'critical' },
  ...{ title: 'dgx: KV cache full', text: 'KV cache at 97 %.' },
};

function stage() {
  FakeNotification.supported = true;
  FakeNotification.made = [];
  const opened: (string | null)[] = [];
  const snoozed: Snooze[] = [];
  let tell: (notice: NoticeView) => void = () => undefined;
  const api = {
    on: (event: keyof Events, listener: (value: never) => void) => {
      if (event === 'notice') tell = listener as (value: NoticeView) => void;
      return () => undefined;
    },
    snooze: (argument: Snooze) => {
      snoozed.push(argument);
      return Promise.resolve({ ok: true });
    },
  } as unknown as MonitorApi;
  const module = { Notification: FakeNotification } as unknown as NotifyModule;
  const notifier = notifyDesktop(module, { api, onOpen: (box) => opened.push(box) });
  return { opened, snoozed, notifier, tell: (notice: NoticeView) => tell(notice), made: FakeNotification.made };
}

test('an alert is shown with its words, its urgency and two buttons', () => {
  const { tell, made } = stage();
  tell(fired);
  assert.equal(made[0]?.shown, true);
  assert.deepEqual(made[0].options, {
    ...{ title: 'dgx: KV cache full', body: 'KV cache at 97 %.', urgency: 'critical' },
    actions: [
      { type: 'button', text: 'Snooze 1 h' },
      { type: 'button', text: 'Open' },
    ],
  });
});

const urgencies = { critical: 'critical', warning: 'normal', info: 'low' } as const;
for (const [severity, urgency] of Object.entries(urgencies)) {
  test(`${severity} is ${urgency}`, () => {
    const { tell, made } = stage();
    tell({ ...fired, severity: severity as NoticeView['severity'] });
    assert.equal(made[0]?.options.urgency, urgency);
  });
}

test('a click opens the box', () => {
  const { tell, made, opened } = stage();
  tell(fired);
  made[0]?.listeners.get('click')?.({});
  assert.deepEqual(opened, ['dgx']);
});

test('the buttons snooze and open, as new and as old Electrons tell which it was', () => {
  const { tell, made, opened, snoozed } = stage();
  tell(fired);
  made[0]?.listeners.get('action')?.({ actionIndex: 0 });
  assert.deepEqual(snoozed, [{ box: 'dgx', rule: 'cache_full', target: null, lasting: '1h' }]);
  tell(fired);
  made[1]?.listeners.get('action')?.({}, 1);
  assert.deepEqual(opened, ['dgx']);
  tell(fired);
  made[2]?.listeners.get('action')?.({}, 7);
  assert.equal(snoozed.length + opened.length, 2);
});

test('what cannot be snoozed has no button for it', () => {
  const { tell, made } = stage();
  tell({ ...fired, kind: 'resolved' });
  tell({ ...fired, kind: 'wish', rule: null });
  for (const { options } of made) assert.deepEqual(options.actions, [{ type: 'button', text: 'Open' }]);
});

test('the end of an alert takes the place of its beginning; another alert does not', () => {
  const { tell, made } = stage();
  tell(fired);
  tell({ ...fired, rule: 'queue_grows' });
  tell({ ...fired, kind: 'resolved', severity: 'info' });
  assert.deepEqual(
    made.map(({ closed }) => closed),
    [true, false, false],
  );
});

test('where the desktop has no notifications, nothing is tried', () => {
  const { tell, made } = stage();
  FakeNotification.supported = false;
  tell(fired);
  assert.equal(made.length, 0);
});

test('the program says something of its own without buttons', () => {
  const { notifier, made, opened } = stage();
  notifier.say('Diagnostics copied', 'Look through them.');
  assert.deepEqual(made[0]?.options, {
    ...{ title: 'Diagnostics copied', body: 'Look through them.', urgency: 'low', actions: [] },
  });
  made[0].listeners.get('click')?.({});
  assert.deepEqual(opened, []);
});
