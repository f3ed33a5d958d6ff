import type { MonitorApi } from '../../preload/contract/api.ts';
import { parsers } from '../../preload/contract/parsers.ts';

/** Untrusted name and argument → a checked call. Throws on an unknown method or an argument that does not fit. */
export async function dispatch(api: MonitorApi, method: string, raw: unknown): Promise<unknown> {
  if (!isMethod(method)) throw new Error('no such method');
  switch (method) {
    case 'snapshot':
      parsers.snapshot(raw);
      return api.snapshot(undefined);
    case 'setForwarding':
      return api.setForwarding(parsers.setForwarding(raw));
    case 'saveDestination':
      return api.saveDestination(parsers.saveDestination(raw));
    case 'snooze':
      return api.snooze(parsers.snooze(raw));
    case 'wish':
      return api.wish(parsers.wish(raw));
    case 'history':
      parsers.history(raw);
      return api.history(undefined);
  }
}

function isMethod(name: string): name is keyof typeof parsers {
  return Object.prototype.hasOwnProperty.call(parsers, name);
}
