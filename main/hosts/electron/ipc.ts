import { ipcMain } from 'electron';
import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { dispatch } from '../../app/dispatch.ts';
import type { MonitorApi } from '../../../preload/contract/api.ts';
import type { Snapshot } from '../../../preload/contract/view.ts';

// The same two names as in preload/bridge.ts.
const callChannel = 'nim-glance:call';
const eventChannel = 'nim-glance:event';

const maxArgumentChars = 16_384;

/** Answers the page's calls. `ownContents` is the one page that may call; null while there is none. */
export function answerCalls(api: MonitorApi, ownContents: () => WebContents | null): void {
  ipcMain.handle(callChannel, async (event, method: unknown, argument: unknown) => {
    try {
      if (!isOwnPage(event, ownContents())) throw new Error('sender is not our page');
      if (typeof method !== 'string') throw new Error('method is not a string');
      if (JSON.stringify([argument]).length > maxArgumentChars) throw new Error('argument too large');
      return await dispatch(api, method, argument);
    } catch {
      // The page learns nothing else: an argument may hold a token, and its error could quote it.
      throw new Error('This call was refused.');
    }
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
