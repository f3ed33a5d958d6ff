import { spawn, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { end, eventually } from '../electron/programs.ts';

const PAGE = 'app://nim-glance/index.html';

/** A packaged program that runs. */
export interface PackagedApp {
  readonly process: ChildProcess;
  /** The value of an expression in its page; a promise is waited for. */
  evaluate(expression: string): Promise<unknown>;
  /** The addresses of all that can be debugged in it: its pages, and developer tools that are open. */
  pages(): Promise<readonly string[]>;
  /** What it has written so far. */
  output(): string;
  close(): Promise<void>;
}

/** Whose program it is, where it is not that of whoever runs the tests. */
export interface OtherUser {
  readonly uid: number;
  /** Belongs to that user. */
  readonly home: string;
}

/**
 * Starts the program in `folder` with a profile of its own and waits for its page, which is reached over Chromium's own
 * debugging port: Node's is closed by a fuse, and Playwright's `connectOverCDP` asks Electron for what it does not have.
 * Chromium has no sandbox for root, so it is switched off; another user gets it.
 */
export async function startPackaged(
  folder: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  user?: OtherUser,
): Promise<PackagedApp> {
  const profile = mkdtempSync(join(user?.home ?? tmpdir(), 'nim-glance-profile-'));
  if (user !== undefined) chownSync(profile, user.uid, user.uid);
  const sandbox = user === undefined ? ['--no-sandbox'] : [];
  const switches = [...sandbox, '--disable-gpu', '--remote-debugging-port=0', `--user-data-dir=${profile}`];
  const child = spawn(join(folder, 'nim-glance'), [...switches, ...args], {
    env: { ...process.env, ...environment },
    ...(user === undefined ? {} : { uid: user.uid, gid: user.uid, cwd: user.home }),
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (output += bytes.toString()));
  const close = async (): Promise<void> => {
    await end(child);
    rmSync(profile, { recursive: true, force: true });
  };
  try {
    const portFile = join(profile, 'DevToolsActivePort');
    const socket = await connect(await pageAddress(portFile));
    return {
      process: child,
      evaluate: (expression) => evaluate(socket, expression),
      pages: async () => (await targets(portFile)).map(({ url }) => url),
      output: () => output,
      close,
    };
  } catch (error) {
    await close();
    throw new Error(`the packaged program did not start: ${output}`, { cause: error });
  }
}

interface Target {
  readonly url: string;
  readonly webSocketDebuggerUrl: string;
}

/** Chromium writes the port into a file. */
async function targets(portFile: string): Promise<readonly Target[]> {
  const port = readFileSync(portFile, 'utf8').split('\n')[0] ?? '';
  return (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as readonly Target[];
}

/** Where its page is debugged, once it is there. */
async function pageAddress(portFile: string): Promise<string> {
  let address: string | undefined;
  await eventually('its page is there', async () => {
    if (!existsSync(portFile)) return false;
    address = (await targets(portFile)).find(({ url }) => url === PAGE)?.webSocketDebuggerUrl;
    return address !== undefined;
  });
  return address ?? '';
}

function connect(address: string): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address);
    socket.onopen = () => resolve(socket);
    socket.onerror = () => reject(new Error(`no answer at ${address}`));
  });
}

interface Evaluated {
  readonly id: number;
  /** Such as: the page was loaded anew meanwhile. */
  readonly error?: { readonly message: string };
  readonly result?: {
    readonly result: { readonly value?: unknown };
    readonly exceptionDetails?: { readonly text: string };
  };
}

let lastId = 0;

/** Source: Chrome DevTools Protocol, `Runtime.evaluate`. */
function evaluate(socket: WebSocket, expression: string): Promise<unknown> {
  const id = (lastId += 1);
  const params = { expression, awaitPromise: true, returnByValue: true };
  return new Promise((resolve, reject) => {
    const listen = ({ data }: MessageEvent): void => {
      const answer = JSON.parse(String(data)) as Evaluated;
      if (answer.id !== id) return;
      socket.removeEventListener('message', listen);
      const problem = answer.error?.message ?? answer.result?.exceptionDetails?.text;
      if (problem === undefined) resolve(answer.result?.result.value);
      else reject(new Error(problem));
    };
    socket.addEventListener('message', listen);
    socket.send(JSON.stringify({ id, method: 'Runtime.evaluate', params }));
  });
}

/** Ids of the processes that run a program of this folder. */
export function processesOf(folder: string): readonly string[] {
  return readdirSync('/proc').filter((id) => {
    if (!/^\d+$/.test(id)) return false;
    try {
      return readlinkSync(`/proc/${id}/exe`).startsWith(folder);
    } catch {
      return false; // Gone meanwhile, or another user's.
    }
  });
}

/** The one among them that started the others; undefined while there is none. */
export function mainProcessOf(folder: string): number | undefined {
  const own = processesOf(folder).find((id) => !commandOf(id).some((word) => word.startsWith('--type=')));
  return own === undefined ? undefined : Number(own);
}

function commandOf(id: string): readonly string[] {
  try {
    return readFileSync(`/proc/${id}/cmdline`, 'utf8').split('\0');
  } catch {
    return ['--type=gone'];
  }
}
