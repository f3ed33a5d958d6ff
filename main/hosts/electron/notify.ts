import type * as Electron from 'electron';
import type { MonitorApi, Snooze } from '../../../preload/contract/api.ts';
import type { NoticeView } from '../../../preload/contract/view.ts';

/** What notifications need of Electron; a parameter, so that a test can lend a fake. */
export interface NotifyModule {
  readonly Notification: {
    new (
      options: Electron.NotificationConstructorOptions,
    ): Pick<Electron.Notification, 'show' | 'close'> & { on(event: string, listener: NotificationListener): unknown };
    isSupported(): boolean;
  };
}

/** Electron 45 tells in the event which button it was, older ones after it. */
type NotificationListener = (event: { readonly actionIndex?: number }, index?: number) => void;

export interface NotifyOptions {
  readonly api: Pick<MonitorApi, 'on' | 'snooze'>;
  /** Opens the popover, at a box or at the worst. */
  readonly onOpen: (box: string | null) => void;
}

export interface Notifier {
  /** Says something of the program itself. */
  say(title: string, body: string): void;
}

type Shown = InstanceType<NotifyModule['Notification']>;

interface Button {
  readonly text: string;
  readonly press: () => void;
}

/** As many are held on to; what a user has not clicked by then is found in the popover. */
const MOST_HELD = 40;

const URGENCY = { critical: 'critical', warning: 'normal', info: 'low' } as const;

/** Hands every notice of the monitor to the desktop. A click opens its box. */
export function notifyDesktop(electron: NotifyModule, options: NotifyOptions): Notifier {
  const desktop = new DesktopNotices(electron, options);
  options.api.on('notice', (notice) => {
    desktop.tell(notice);
  });
  return desktop;
}

class DesktopNotices implements Notifier {
  readonly #electron: NotifyModule;
  readonly #options: NotifyOptions;
  /** By what they are about: the newest takes the place of the one before. Those nobody holds would lose their clicks. */
  readonly #held = new Map<string, Shown>();

  constructor(electron: NotifyModule, options: NotifyOptions) {
    this.#electron = electron;
    this.#options = options;
  }

  tell(notice: NoticeView): void {
    const { kind, box, rule, target, severity, title, text } = notice;
    const subject = [kind === 'wish' ? text : '', box, rule, target].join('\n');
    const open: Button = { text: 'Open', press: () => this.#options.onOpen(box) };
    const snooze = snoozeOf(notice);
    const buttons: readonly Button[] =
      snooze === null ? [open] : [{ text: 'Snooze 1 h', press: () => void this.#options.api.snooze(snooze) }, open];
    this.#show(subject, { title, body: text, urgency: URGENCY[severity] }, buttons, open.press);
  }

  say(title: string, body: string): void {
    this.#show(title, { title, body, urgency: 'low' }, [], () => undefined);
  }

  #show(
    subject: string,
    about: Electron.NotificationConstructorOptions,
    buttons: readonly Button[],
    onClick: () => void,
  ): void {
    if (!this.#electron.Notification.isSupported()) return;
    const actions = buttons.map(({ text }) => ({ type: 'button' as const, text }));
    const shown = new this.#electron.Notification({ ...about, actions });
    const forget = () => {
      if (this.#held.get(subject) === shown) this.#held.delete(subject);
    };
    shown.on('click', () => {
      forget();
      onClick();
    });
    shown.on('action', ({ actionIndex }, index) => {
      forget();
      buttons[actionIndex ?? index ?? -1]?.press();
    });
    shown.on('close', forget);
    this.#hold(subject, shown);
    shown.show();
  }

  #hold(subject: string, shown: Shown): void {
    this.#held.get(subject)?.close();
    this.#held.delete(subject);
    this.#held.set(subject, shown);
    const [oldest] = this.#held.keys();
    if (this.#held.size > MOST_HELD && oldest !== undefined) this.#held.delete(oldest);
  }
}

/** Only an alert that fires can be snoozed. */
function snoozeOf({ kind, box, rule, target }: NoticeView): Snooze | null {
  return kind === 'fired' && box !== null && rule !== null ? { box, rule, target, lasting: '1h' } : null;
}
