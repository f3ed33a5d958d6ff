import { contextBridge, ipcRenderer } from 'electron';
import type { MonitorApi, Queries } from './contract/api.ts';

// The same two names as in main/hosts/electron/ipc.ts, which this sandboxed script cannot import.
const callChannel = 'nim-glance:call';
const eventChannel = 'nim-glance:event';

function call<M extends keyof Queries>(method: M) {
  return (argument: Queries[M]['in']) =>
    ipcRenderer.invoke(callChannel, method, argument) as Promise<Queries[M]['out']>;
}

const api: MonitorApi = {
  snapshot: call('snapshot'),
  setForwarding: call('setForwarding'),
  saveDestination: call('saveDestination'),
  snooze: call('snooze'),
  wish: call('wish'),
  history: call('history'),
  on: (event, listener) => {
    const relay = (_event: unknown, name: unknown, value: unknown) => {
      if (name === event) listener(value as Parameters<typeof listener>[0]);
    };
    ipcRenderer.on(eventChannel, relay);
    return () => {
      ipcRenderer.off(eventChannel, relay);
    };
  },
};

contextBridge.exposeInMainWorld('nimGlance', api);
