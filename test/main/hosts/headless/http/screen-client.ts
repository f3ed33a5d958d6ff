import { once } from 'node:events';
import type { TestContext } from 'node:test';
import type { ServedScreen } from './serve-screen.ts';

export interface Client {
  readonly socket: WebSocket;
  readonly heard: Record<string, unknown>[];
  readonly closed: Promise<number>;
  send(message: unknown): void;
  /** Waits until a message fits. */
  until(fits: (message: Record<string, unknown>) => boolean): Promise<Record<string, unknown>>;
}

/** A real client, as a browser has it. */
function client(context: TestContext, { host }: ServedScreen, headers: Record<string, string> = {}): Client {
  // Node's client takes headers, which the types of the browser's do not know.
  const socket = new WebSocket(`ws://${host}/socket`, { headers } as unknown as string[]);
  const heard: Record<string, unknown>[] = [];
  const closed = new Promise<number>((resolve) => {
    socket.addEventListener('close', ({ code }) => {
      resolve(code);
    });
  });
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as Record<string, unknown>;
    // As a screen does for the calls that it still wants.
    if (message['kind'] === 'sure') socket.send(JSON.stringify({ sure: message['id'] }));
    else heard.push(message);
  });
  socket.addEventListener('error', () => undefined);
  context.after(() => {
    socket.close();
  });
  return {
    ...{ socket, heard, closed },
    send: (message) => {
      socket.send(JSON.stringify(message));
    },
    until: async (fits) => {
      for (;;) {
        const found = heard.find(fits);
        if (found !== undefined) return found;
        await once(socket, 'message');
      }
    },
  };
}

export async function opened(
  context: TestContext,
  screen: ServedScreen,
  headers?: Record<string, string>,
): Promise<Client> {
  const made = client(context, screen, headers);
  await once(made.socket, 'open');
  return made;
}

export async function letIn(context: TestContext, screen: ServedScreen, session?: string): Promise<Client> {
  const made = await opened(context, screen, { origin: `http://${screen.host}` });
  made.send({ session: session ?? (await screen.session()) });
  await made.until(({ kind }) => kind === 'ready');
  return made;
}
