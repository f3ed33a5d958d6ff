import { hostname } from 'node:os';
import type { MonitorApi } from '../../../preload/contract/api.ts';
import type { AttachKeys } from './http/attach-keys.ts';
import { answerOwnMetrics, type OwnMetricsSource } from './http/own-metrics-server.ts';
import { pageFolder } from './http/page-folder.ts';
import { serveScreen, type ScreenServer } from './http/screen-server.ts';
import { openBrowser } from './open-browser.ts';
import { programFiles } from './program-files.ts';

/** What `run --open` shows, and where it tells the address. */
export interface OpenScreenOptions {
  readonly api: MonitorApi;
  readonly facts: OwnMetricsSource;
  /** On 127.0.0.1; 0 takes a free one. */
  readonly port: number;
  /** Takes each address, which lets one browser in: a line each. */
  readonly output: NodeJS.WritableStream;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Who may attach a desktop program; undefined: nobody. */
  readonly attachKeys: AttachKeys | undefined;
  readonly folder?: string;
}

/**
 * Serves the screen, prints its address, and opens it where a display is there. When the printed address was used the next
 * one is printed: a second tab, or another browser, needs one of its own. Rejects with an `Error` whose message is for the user.
 */
export async function openScreen(options: OpenScreenOptions): Promise<ScreenServer> {
  const { api, facts, port, output, environment, attachKeys, folder = programFiles().page } = options;
  const files = pageFolder(folder);
  if (files === undefined) throw new Error('the screen is not built: npm run bundle does that');
  const server = await serveScreen({
    ...{ port, api, files, attachKeys, computer: hostname() },
    ownMetrics: answerOwnMetrics(facts),
    onAddress: (address) => {
      output.write(`${address}\n`);
    },
  });
  openBrowser(server.ownAddress, process.platform, environment);
  return server;
}
