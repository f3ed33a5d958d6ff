import * as v from 'valibot';
import type { Queries } from './api.ts';

const boxName = v.pipe(v.string(), v.minLength(1), v.maxLength(255));
const setForwarding = v.strictObject({ box: boxName, on: v.boolean() });
const saveDestination = v.strictObject({
  endpoint: v.pipe(v.string(), v.maxLength(2048)),
  token: v.pipe(v.string(), v.minLength(1), v.maxLength(1280)),
});

const snooze = v.strictObject({
  box: boxName,
  rule: v.pipe(v.string(), v.minLength(1), v.maxLength(255)),
  target: v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(300))),
  lasting: v.picklist(['15m', '1h', '4h', 'tomorrow']),
});
const until = v.variant('kind', [
  v.strictObject({ kind: v.picklist(['ready', 'idle', 'queue_empty', 'back']) }),
  v.strictObject({ kind: v.literal('below'), share: v.pipe(v.number(), v.gtValue(0), v.maxValue(1)) }),
]);
const wish = v.strictObject({ box: boxName, until, on: v.boolean() });

/** One runtime check per method: takes what came over the border, returns it typed, or throws. */
export const parsers = {
  snapshot: (raw: unknown) => v.parse(v.undefined(), raw),
  setForwarding: (raw: unknown) => v.parse(setForwarding, raw),
  saveDestination: (raw: unknown) => v.parse(saveDestination, raw),
  snooze: (raw: unknown) => v.parse(snooze, raw),
  wish: (raw: unknown) => v.parse(wish, raw),
  history: (raw: unknown) => v.parse(v.undefined(), raw),
} satisfies { [K in keyof Queries]: (raw: unknown) => Queries[K]['in'] };
