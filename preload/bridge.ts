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
  pause: call('pause'),
  discover: call('discover'),
  look: call('look'),
  addBox: call('addBox'),
  changeBox: call('changeBox'),
  removeBox: call('removeBox'),
  demo: call('demo'),
  setForwarding: call('setForwarding'),
  readDestination: call('readDestination'),
  testDestination: call('testDestination'),
  saveDestination: call('saveDestination'),
  sendPlan: call('sendPlan'),
  chooseFamilies: call('chooseFamilies'),
  snooze: call('snooze'),
  wish: call('wish'),
  history: call('history'),
  rules: call('rules'),
  changeRule: call('changeRule'),
  resetRule: call('resetRule'),
  previewRule: call('previewRule'),
  settings: call('settings'),
  changeSettings: call('changeSettings'),
  replaceSettings: call('replaceSettings'),
  attach: call('attach'),
  detach: call('detach'),
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
