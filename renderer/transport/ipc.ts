import type { MonitorApi } from '../../preload/contract/api.ts';

declare global {
  interface Window {
    /** Exposed by preload/bridge.ts. */
    readonly nimGlance?: MonitorApi;
  }
}

/** The monitor behind Electron's bridge. */
export function bridgeApi(): MonitorApi {
  if (window.nimGlance === undefined) throw new Error('This page needs the bridge of the NIM Glance app.');
  return window.nimGlance;
}
