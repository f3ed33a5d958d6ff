import { ipcMain } from 'electron';
import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { answerCall } from '../../app/answer-call.ts';
import type { Events, MonitorApi } from '../../../preload/contract/api.ts';

// The same two names as in preload/bridge.ts.
const callChannel = 'nim-glance:call';
const eventChannel = 'nim-glance:event';

/** Answers the pages' calls. `ownContents` are those that may call. */
export function answerCalls(api: MonitorApi, ownContents: () => readonly WebContents[]): void {
  ipcMain.handle(callChannel, async (event, method: unknown, argument: unknown) => {
    if (!isOwnPage(event, ownContents())) throw new Error('This call was refused.');
    return answerCall(api, method, argument);
  });
}

/** Tells the page of an event. */
export function tellPage<E extends keyof Events>(contents: WebContents, event: E, value: Events[E]): void {
  contents.send(eventChannel, event, value);
}

function isOwnPage({ sender, senderFrame: frame }: IpcMainInvokeEvent, own: readonly WebContents[]): boolean {
  if (frame === null || !own.includes(sender) || frame !== sender.mainFrame) return false;
  return frame.url.startsWith('app://nim-glance/');
}
