import { get } from 'node:http';
import type { AttachPoint } from './attach-file.ts';

const TIMEOUT_MS = 1_000;

/** Whether a monitor answers there; one that has ended may have left its file behind. Never rejects. */
export function isAnswering({ url }: AttachPoint): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = get(`${url}/healthz`, { timeout: TIMEOUT_MS }, (answer) => {
      answer.resume();
      resolve(true);
    });
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => {
      resolve(false);
    });
  });
}
