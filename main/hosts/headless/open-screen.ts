import { join } from 'node:path';
import type { MonitorApi } from '../../../preload/contract/api.ts';
import type { LoopbackServer } from './http/listen-on-loopback.ts';
import { answerOwnMetrics, type OwnMetricsSource } from './http/own-metrics-server.ts';
import { pageFolder } from './http/page-folder.ts';
import { serveScreen } from './http/screen-server.ts';
import { openBrowser } from './open-browser.ts';

/** What `run --open` shows, and where it tells the address. */
export interface OpenScreenOptions {
  readonly api: MonitorApi;
  readonly facts: OwnMetricsSource;
  /** On 127.0.0.1; 0 takes a free one. */
  readonly port: number;
  /** Takes each address, which lets one browser in: a line each. */
  readonly output: NodeJS.WritableStream;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly folder?: string;
}

/** Where the bundle of the screen lies, in the clone. */
const BUNDLE = join(import.meta.dirname, '../../../dist/renderer');

/**
 * Serves the screen, prints its address, and opens it where a display is there. When an address was used the next one is
 * printed: a second tab, or another browser, needs one of its own. Rejects with an `Error` whose message is for the user.
 */
export async function openScreen(options: OpenScreenOptions): Promise<LoopbackServer> {
  const { api, facts, port, output, environment, folder = BUNDLE } = options;
  const files = pageFolder(folder);
  if (files === undefined) throw new Error('the screen is not built: npm run bundle does that');
  let isFirst = true;
  return serveScreen({
    ...{ port, api, files },
    ownMetrics: answerOwnMetrics(facts),
    onAddress: (address) => {
      output.write(`${address}\n`);
      if (isFirst) openBrowser(address, process.platform, environment);
      isFirst = false;
    },
  });
}
