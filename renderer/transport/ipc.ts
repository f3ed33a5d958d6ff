import type { MonitorApi } from '../../preload/contract/api.ts';
import type { Transport } from './transport.ts';

declare global {
  interface Window {
    /** Exposed by preload/bridge.ts. */
    readonly nimGlance?: MonitorApi;
  }
}

/** The monitor behind Electron's bridge, in the same program; undefined in a browser. */
export function bridgeTransport(): Transport | undefined {
  const api = window.nimGlance;
  if (api === undefined) return undefined;
  return {
    kind: 'bridge',
    api,
    onLink: (listener) => {
      listener('here');
    },
  };
}
