// Loaded into the program before itself (`node --import`): its wall clock then differs by what a file says, ms, which
// may change at any time. Timers and the monotonic clock stay true, as when somebody sets a computer's clock.

import { readFileSync } from 'node:fs';

const file = process.env['NIM_GLANCE_CLOCK_FILE'];
if (file !== undefined) {
  const trueNow = Date.now.bind(Date);
  const now = (): number => trueNow() + Number(readFileSync(file, 'utf8'));
  globalThis.Date = new Proxy(Date, {
    construct: (date, args, made) => Reflect.construct(date, args.length === 0 ? [now()] : args, made) as Date,
    get: (date, key): unknown => (key === 'now' ? now : Reflect.get(date, key)),
  });
}
