import { spawn } from 'node:child_process';
import { end, eventually } from '../electron/programs.ts';

/** What programs ask the desktop to show, as it goes over D-Bus. */
export interface Notices {
  /** Whether a notification with this title and this text was asked for. */
  has(title: string, text: string): boolean;
  all(): string;
  close(): Promise<void>;
}

export async function listenToNotices(): Promise<Notices> {
  const rule = "interface='org.freedesktop.Notifications',member='Notify'";
  const monitor = spawn('dbus-monitor', ['--session', rule], { stdio: ['ignore', 'pipe', 'inherit'] });
  let heard = '';
  monitor.stdout.setEncoding('utf8').on('data', (text: string) => (heard += text));
  // It prints what it gets as a name first, before the rule is in force; its own name lost tells that it is.
  await eventually('it listens', () => heard.includes('NameLost'));
  return {
    has: (title, text) => heard.includes(`string "${title}"\n   string "${text}"`),
    all: () => heard,
    close: () => end(monitor),
  };
}
