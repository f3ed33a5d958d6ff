import * as v from 'valibot';
import type { Queries } from './api.ts';

const boxName = v.pipe(v.string(), v.minLength(1), v.maxLength(255));
const setForwarding = v.strictObject({ box: boxName, on: v.boolean() });
const saveDestination = v.strictObject({
  endpoint: v.pipe(v.string(), v.maxLength(2048)),
  token: v.pipe(v.string(), v.minLength(1), v.maxLength(1280)),
});

/** One runtime check per method: takes what came over the border, returns it typed, or throws. */
export const parsers = {
  snapshot: (raw: unknown) => v.parse(v.undefined(), raw),
  setForwarding: (raw: unknown) => v.parse(setForwarding, raw),
  saveDestination: (raw: unknown) => v.parse(saveDestination, raw),
} satisfies { [K in keyof Queries]: (raw: unknown) => Queries[K]['in'] };
