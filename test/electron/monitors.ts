// Monitors that can be plugged and unplugged: an X server whose outputs a client of it sets. Xvfb has one output, and
// Chromium looks at outputs, not at the monitors that `xrandr --setmonitor` makes of one.

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { end, eventually } from './programs.ts';

const SERVER = '/usr/bin/Xtigervnc';

/** Why there are no monitors to plug; false where there are. */
export const noMonitors = existsSync(SERVER) ? false : 'needs tigervnc-standalone-server';

/** In pixels. */
export interface Monitor {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Monitors {
  /** For DISPLAY. */
  readonly display: string;
  /** Whatever stood there is replaced; the first is the primary one. */
  plug(...monitors: readonly Monitor[]): void;
  close(): Promise<void>;
}

export async function startMonitors(...monitors: readonly Monitor[]): Promise<Monitors> {
  const folder = mkdtempSync(join(tmpdir(), 'nim-glance-monitors-'));
  const socketPath = join(folder, 'rfb');
  const size = ['-geometry', '1280x800', '-depth', '24'];
  const access = ['-SecurityTypes', 'None', '-rfbport', '-1', '-rfbunixpath', socketPath, '-nolisten', 'tcp'];
  const server = spawn(SERVER, ['-displayfd', '3', ...size, ...access], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const display = `:${await firstLine(server)}`;
  await eventually('the server of the monitors listens', () => existsSync(socketPath));
  const client = await enter(socketPath);
  const plug = (...wanted: readonly Monitor[]) => {
    client.write(layout(wanted));
  };
  plug(...monitors);
  return {
    ...{ display, plug },
    close: async () => {
      client.destroy();
      await end(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function firstLine(server: ChildProcess): Promise<string> {
  const output = server.stdio[3] as Readable;
  const chunk = await new Promise<Buffer>((resolve) => output.once('data', resolve));
  return chunk.toString().trim();
}

/**
 * The handshake of RFB 3.8 without security, and that we know about several screens. Source: RFC 6143; ExtendedDesktopSize
 * (-308) and SetDesktopSize (251): github.com/rfbproto/rfbproto.
 */
async function enter(socketPath: string): Promise<Socket> {
  const socket = connect(socketPath);
  const read = reader(socket);
  socket.write(await read(12));
  await read((await read(1)).readUInt8(0));
  socket.write(Buffer.from([1]));
  await read(4);
  socket.write(Buffer.from([1]));
  await read((await read(24)).readUInt32BE(20));
  const encodings = Buffer.from([2, 0, 0, 1, 0, 0, 0, 0]);
  encodings.writeInt32BE(-308, 4);
  socket.write(encodings);
  return socket;
}

function reader(socket: Socket): (count: number) => Promise<Buffer> {
  let held = Buffer.alloc(0);
  let wake: () => void = () => undefined;
  socket.on('data', (chunk: Buffer) => {
    held = Buffer.concat([held, chunk]);
    wake();
  });
  return async (count) => {
    while (held.length < count) await new Promise<void>((resolve) => (wake = resolve));
    const taken = held.subarray(0, count);
    held = held.subarray(count);
    return taken;
  };
}

function layout(monitors: readonly Monitor[]): Buffer {
  const message = Buffer.alloc(8 + 16 * monitors.length);
  message.writeUInt8(251, 0);
  message.writeUInt16BE(Math.max(...monitors.map(({ x, width }) => x + width)), 2);
  message.writeUInt16BE(Math.max(...monitors.map(({ y, height }) => y + height)), 4);
  message.writeUInt8(monitors.length, 6);
  for (const [index, { x, y, width, height }] of monitors.entries()) {
    const at = 8 + 16 * index;
    message.writeUInt32BE(index + 1, at);
    for (const [place, value] of [x, y, width, height].entries()) message.writeUInt16BE(value, at + 4 + 2 * place);
  }
  return message;
}
