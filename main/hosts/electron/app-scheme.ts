import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import { pagePolicy } from '../../app/page-policy.ts';
import { pageFile } from './page-file.ts';

export const pageUrl = 'app://nim-glance/index.html';

/** Must run before the app is ready. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: 'app',
      privileges: {
        standard: true,
        secure: true,
        supportFetchAPI: true,
        corsEnabled: true,
        codeCache: true,
        stream: true,
      },
    },
  ]);
}

/** Serves the page's files from `folder` under `app://nim-glance/`, each with the same strict policy. */
export function serveAppScheme(folder: string): void {
  protocol.handle('app', async (request) => {
    const file = request.method === 'GET' ? pageFile(folder, request.url) : null;
    if (file === null) return refuse();
    try {
      const body = await readFile(file.path);
      return respond(new Uint8Array(body), 200, file.contentType);
    } catch {
      return refuse();
    }
  });
}

function refuse() {
  return respond('Not found', 404, 'text/plain; charset=utf-8');
}

function respond(body: Uint8Array<ArrayBuffer> | string, status: number, contentType: string) {
  const headers = {
    'Content-Type': contentType,
    'Content-Security-Policy': pagePolicy(),
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-cache',
  };
  // Electron 22 gets Response from the loader of the tests; Electron 45 has it.
  // eslint-disable-next-line no-restricted-globals
  return new Response(body, { status, headers });
}
