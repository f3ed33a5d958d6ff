import { ipcMain } from 'electron';
import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { answerCall } from '../../app/answer-call.ts';
import type { MonitorApi } from '../../../preload/contract/api.ts';
import type { Snapshot } from '../../../preload/contract/view.ts';

// The same two names as in preload/bridge.ts.
const callChannel = 'nim-glance:call';
const eventChannel = 'nim-glance:event';

/** Answers the page's calls. `ownContents` is the one page that may call; null while there is none. */
export function answerCalls(api: MonitorApi, ownContents: () => WebContents | null): void {
  ipcMain.handle(callChannel, async (event, method: unknown, argument: unknown) => {
    if (!isOwnPage(event, ownContents())) throw new Error('This call was refused.');
    return answerCall(api, method, argument);
  });
}

/** Hands a snapshot to the page. */
export function tellSnapshot(contents: WebContents, snapshot: Snapshot): void {
  contents.send(eventChannel, 'snapshot', snapshot);
}

function isOwnPage(event: IpcMainInvokeEvent, own: WebContents | null): boolean {
  const frame = event.senderFrame;
  if (own === null || frame === null || event.sender !== own || frame !== own.mainFrame) return false;
  return frame.url.startsWith('app://nim-glance/');
}
