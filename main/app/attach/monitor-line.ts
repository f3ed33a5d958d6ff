import { WebSocket } from 'ws';
import { PROTOCOL_VERSION, SOCKET_PATH, type HostMessage } from '../../../preload/contract/socket-message.ts';
import { socketParsers } from '../../../preload/contract/socket-parsers.ts';
import type { Clock } from '../../core/model/clock.ts';
import { isProof, keyId, newSecret, proofOf } from './key-proof.ts';

/** Where a monitor runs, and what lets us in. */
export interface RemotePlace {
  /** `http://127.0.0.1:PORT`, where a tunnel may begin. */
  readonly url: string;
  /** 64 hexadecimal digits, which the monitor has, too. */
  readonly key: string;
}

/** Whom a line tells. */
export interface LineListener {
  /** The other side has our key. */
  proved?(): void;
  /** What it says after that. */
  hear(message: HostMessage): void;
  /** Once, however it ended; codes: RFC 6455, section 7.4, and ours. */
  closed(code: number): void;
}

/** A connection to a monitor. */
export interface MonitorLine {
  send(message: object): void;
  /** At once, without a farewell. */
  end(): void;
}

/** Connecting and proving together, ms. */
const PROVED_WITHIN_MS = 15_000;
/** Who was not heard so long is asked for a sign of life, and after as long again is gone, whatever the network says; ms. */
const QUIET_MS = 10_000;
/** Of one message; a snapshot of very many boxes has some megabytes. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * One connection, from dialling to its end. Nothing that comes before the proof is believed, nor anything that is no message:
 * another program may have taken the port.
 */
export function openLine({ url, key }: RemotePlace, clock: Clock, listener: LineListener): MonitorLine {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}${SOCKET_PATH}`, {
    ...{ maxPayload: MOST_BYTES, perMessageDeflate: false },
  });
  const nonce = newSecret();
  let proved = false;
  const end = (): void => {
    socket.terminate();
  };
  let cancel = clock.after(PROVED_WITHIN_MS, end);
  const alive = (): void => {
    if (!proved) return;
    cancel();
    cancel = clock.after(QUIET_MS, () => {
      cancel = clock.after(QUIET_MS, end);
      if (socket.readyState === WebSocket.OPEN) socket.ping();
    });
  };
  const send = (message: object): void => {
    socket.send(JSON.stringify(message));
  };
  socket.on('open', () => {
    send({ id: keyId(key), nonce, version: PROTOCOL_VERSION });
  });
  socket.on('message', (data: Buffer) => {
    const message = read(data);
    if (message === undefined) return end();
    if (proved) {
      alive();
      return listener.hear(message);
    }
    const answer = answerTo(message, key, nonce);
    // Whoever has not our key is not the monitor.
    if (answer === undefined) return end();
    proved = true;
    alive();
    send({ proof: answer });
    listener.proved?.();
  });
  socket.on('ping', alive);
  socket.on('pong', alive);
  // What went wrong matters less than that it did: `close` follows.
  socket.on('error', () => undefined);
  socket.on('close', (code) => {
    cancel();
    listener.closed(code);
  });
  return { send, end };
}

/** Undefined for what is no message. */
function read(data: Buffer): HostMessage | undefined {
  try {
    return socketParsers.host(data.toString());
  } catch {
    return undefined;
  }
}

/** Our proof, once the other side has proved that it has the key; undefined where it has not. */
function answerTo(message: HostMessage, key: string, nonce: string): string | undefined {
  if (message.kind !== 'challenge') return undefined;
  const nonces = { screen: nonce, monitor: message.nonce };
  return isProof(message.proof, key, 'monitor', nonces) ? proofOf(key, 'screen', nonces) : undefined;
}
