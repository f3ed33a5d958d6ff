import * as v from 'valibot';
import type { Queries } from './api.ts';

/** The longest texts that are let in, in UTF-16 units. */
const LONGEST = { name: 255, address: 2048, token: 1280, pasted: 16_384, configuration: 200_000 } as const;

const nothing = v.undefined();
const boxName = v.pipe(v.string(), v.minLength(1), v.maxLength(LONGEST.name));
const ruleId = boxName;
const address = v.pipe(v.string(), v.minLength(1), v.maxLength(LONGEST.address));
const addresses = v.pipe(v.array(address), v.minLength(1), v.maxLength(64));
const ms = v.pipe(v.number(), v.minValue(0), v.maxValue(366 * 24 * 3_600_000));
const preset = v.picklist(['default', 'dashboards', 'everything']);
const families = v.pipe(v.array(address), v.maxLength(5_000));

const onOrOff = v.strictObject({ on: v.boolean() });
const namedBox = v.strictObject({ box: boxName });
const namedRule = v.strictObject({ id: ruleId });
const look = v.strictObject({ text: v.pipe(v.string(), v.maxLength(LONGEST.pasted)), box: v.optional(boxName) });
// An empty name has its words beside its field.
const newName = v.pipe(v.string(), v.maxLength(LONGEST.name));
const newBox = v.strictObject({ name: newName, targets: addresses, ssh: v.nullable(boxName) });
const changedBox = v.strictObject({ box: boxName, name: newName, targets: addresses });
const setForwarding = v.strictObject({ box: boxName, on: v.boolean() });
const destination = v.strictObject({
  endpoint: v.pipe(v.string(), v.maxLength(LONGEST.address)),
  token: v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(LONGEST.token))),
});
const familySwitches = v.strictObject({ preset, on: families, off: families });

const snooze = v.strictObject({
  box: boxName,
  rule: ruleId,
  target: v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(300))),
  lasting: v.picklist(['15m', '1h', '4h', 'tomorrow', 'end']),
});
const until = v.variant('kind', [
  v.strictObject({ kind: v.picklist(['ready', 'idle', 'queue_empty', 'back']) }),
  v.strictObject({ kind: v.literal('below'), share: v.pipe(v.number(), v.gtValue(0), v.maxValue(1)) }),
]);
const wish = v.strictObject({ box: boxName, until, on: v.boolean() });

const ruleChange = v.strictObject({
  id: ruleId,
  on: v.optional(v.boolean()),
  severity: v.optional(v.picklist(['warning', 'critical'])),
  threshold: v.optional(v.pipe(v.number(), v.finite())),
  clear: v.optional(v.pipe(v.number(), v.finite())),
  forMs: v.optional(ms),
  clearForMs: v.optional(ms),
  windowMs: v.optional(ms),
  repeatMs: v.optional(ms),
  noData: v.optional(v.picklist(['hold', 'clear', 'fire'])),
  boxes: v.optional(v.union([v.literal('all'), v.pipe(v.array(boxName), v.maxLength(1_000))])),
  quietHours: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(32))), v.maxLength(32))),
});
const settingsChange = v.strictObject({
  scrapeIntervalMs: v.optional(ms),
  families: v.optional(preset),
  summaryQuantiles: v.optional(v.boolean()),
});
const settingsText = v.strictObject({
  text: v.pipe(v.string(), v.maxLength(LONGEST.configuration)),
  revision: v.pipe(v.number(), v.integer()),
});

const attach = v.strictObject({ address, code: v.pipe(v.string(), v.minLength(1), v.maxLength(64)) });

/** One runtime check per method: takes what came over the border, returns it typed, or throws. */
export const parsers = {
  snapshot: (raw: unknown) => v.parse(nothing, raw),
  pause: (raw: unknown) => v.parse(onOrOff, raw),
  discover: (raw: unknown) => v.parse(nothing, raw),
  look: (raw: unknown) => v.parse(look, raw),
  addBox: (raw: unknown) => v.parse(newBox, raw),
  changeBox: (raw: unknown) => v.parse(changedBox, raw),
  removeBox: (raw: unknown) => v.parse(namedBox, raw),
  demo: (raw: unknown) => v.parse(onOrOff, raw),
  setForwarding: (raw: unknown) => v.parse(setForwarding, raw),
  readDestination: (raw: unknown) => v.parse(look, raw),
  testDestination: (raw: unknown) => v.parse(destination, raw),
  saveDestination: (raw: unknown) => v.parse(destination, raw),
  sendPlan: (raw: unknown) => v.parse(namedBox, raw),
  chooseFamilies: (raw: unknown) => v.parse(familySwitches, raw),
  snooze: (raw: unknown) => v.parse(snooze, raw),
  wish: (raw: unknown) => v.parse(wish, raw),
  history: (raw: unknown) => v.parse(nothing, raw),
  rules: (raw: unknown) => v.parse(nothing, raw),
  changeRule: (raw: unknown) => v.parse(ruleChange, raw),
  resetRule: (raw: unknown) => v.parse(namedRule, raw),
  previewRule: (raw: unknown) => v.parse(ruleChange, raw),
  settings: (raw: unknown) => v.parse(nothing, raw),
  changeSettings: (raw: unknown) => v.parse(settingsChange, raw),
  replaceSettings: (raw: unknown) => v.parse(settingsText, raw),
  attach: (raw: unknown) => v.parse(attach, raw),
  detach: (raw: unknown) => v.parse(nothing, raw),
} satisfies { [K in keyof Queries]: (raw: unknown) => Queries[K]['in'] };
