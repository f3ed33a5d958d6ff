import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What stands where the releases are. */
export type Offer =
  | { readonly kind: 'gone' | 'nonsense' | 'empty' }
  | { readonly kind: 'release'; readonly version: string; readonly file: string; readonly bytes: Buffer }
  /** Says the hash of other bytes than it gives. */
  | { readonly kind: 'forged'; readonly version: string; readonly file: string; readonly bytes: Buffer };

/** Releases on the loopback, for electron-updater's generic provider. */
export interface UpdateServer {
  readonly url: string;
  offer(what: Offer): void;
  /** From now on half of a file is given, and the rest when that is called. */
  holdBack(): () => void;
  /** The names that were asked for since this was asked last. */
  asked(): readonly string[];
  close(): void;
}

export async function startUpdateServer(): Promise<UpdateServer> {
  let offered: Offer = { kind: 'gone' };
  let asked: string[] = [];
  let released: Promise<void> = Promise.resolve();
  const server = createServer((request, response) => {
    const name = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname.slice(1));
    asked.push(name);
    if (offered.kind === 'gone') return void request.socket.destroy();
    if (name === 'latest-linux.yml') {
      response.writeHead(offered.kind === 'empty' ? 404 : 200).end(description(offered));
      return;
    }
    if (!('bytes' in offered) || name !== offered.file) return void response.writeHead(404).end();
    const { bytes } = offered;
    response.writeHead(200, { 'content-length': bytes.length });
    response.write(bytes.subarray(0, bytes.length / 2));
    void released.then(() => response.end(bytes.subarray(bytes.length / 2)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    offer: (what) => {
      offered = what;
    },
    holdBack: () => {
      let release: () => void = () => undefined;
      released = new Promise((resolve) => (release = resolve));
      return release;
    },
    asked: () => {
      const names = asked;
      asked = [];
      return names;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** As electron-builder writes `latest-linux.yml`. */
function description(offer: Offer): string {
  if (!('bytes' in offer)) return offer.kind === 'nonsense' ? '<html>Log in first</html>' : '';
  const { version, file, bytes, kind } = offer;
  const sha512 = createHash('sha512')
    .update(bytes)
    .update(kind === 'forged' ? 'x' : '')
    .digest('base64');
  return [
    `version: ${version}`,
    'files:',
    `  - url: ${file}`,
    `    sha512: ${sha512}`,
    `    size: ${bytes.length}`,
    `path: ${file}`,
    `sha512: ${sha512}`,
    `releaseDate: '2026-01-01T00:00:00.000Z'`,
    '',
  ].join('\n');
}
