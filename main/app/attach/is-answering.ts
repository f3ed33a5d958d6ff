import type { Clock } from '../../core/model/clock.ts';
import type { AttachPoint } from './attach-file.ts';
import { openLine } from './monitor-line.ts';

const WITHIN_MS = 3_000;

/**
 * Whether the monitor answers there that told this. One that has ended may have left its file behind, and its port may be
 * another program's now, which cannot prove that it has the key. Never rejects.
 */
export function isAnswering(point: AttachPoint, clock: Clock): Promise<boolean> {
  return new Promise((resolve) => {
    const done = (answer: boolean): void => {
      cancel();
      resolve(answer);
      line.end();
    };
    const line = openLine(point, clock, {
      proved: () => done(true),
      hear: () => undefined,
      closed: () => done(false),
    });
    const cancel = clock.after(WITHIN_MS, () => done(false));
  });
}
