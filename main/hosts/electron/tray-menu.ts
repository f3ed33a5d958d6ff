import type { MakeWish, Pause, SetForwarding, Snooze } from '../../../preload/contract/api.ts';
import type { AlertView, BoxView, Snapshot } from '../../../preload/contract/view.ts';
import type { UpdateEntry } from './update-entry.ts';
import {
  awayFrom,
  boxLine,
  moreBoxes,
  SNOOZE_WORDS,
  snoozedAlert,
  STATE_WORDS,
  TRAY_WORDS as words,
  WISH_WORDS,
} from './tray-words.ts';
import { worstFirst } from './worst-first.ts';

/** What an entry does. */
export type MenuAction =
  | { readonly kind: 'open' | 'open_window' | 'settings' | 'copy_diagnostics' | 'about' | 'quit' }
  | { readonly kind: 'open_box'; readonly box: string }
  | { readonly kind: 'update'; readonly step: NonNullable<UpdateEntry['step']> }
  | { readonly kind: 'start_at_login'; readonly on: boolean }
  | { readonly kind: 'forward'; readonly argument: SetForwarding }
  | { readonly kind: 'pause'; readonly argument: Pause }
  | { readonly kind: 'snooze'; readonly argument: Snooze }
  | { readonly kind: 'wish'; readonly argument: MakeWish };

/** A line of the menu, as data. */
export type MenuEntry =
  | { readonly kind: 'line' }
  | { readonly kind: 'item'; readonly label: string; readonly action: MenuAction }
  | { readonly kind: 'check'; readonly label: string; readonly checked: boolean; readonly action: MenuAction }
  /** Cannot be opened while it is empty. */
  | { readonly kind: 'list'; readonly label: string; readonly entries: readonly MenuEntry[] };

export interface MenuFacts {
  /** Null where this desktop gives no way to start with it. */
  readonly startsAtLogin: boolean | null;
  /** Undefined where this copy cannot replace itself. */
  readonly update: UpdateEntry | undefined;
}

const MOST_BOXES = 12;
const MOST_LABEL_CHARS = 48;
/** Marks that turn the direction of a text, also of what stands after it. */
const DIRECTIONS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF]/;
const LINE: MenuEntry = { kind: 'line' };

/** The whole menu. Its first entry opens the popover: on some desktops the icon shows nothing but the menu. */
export function trayMenu(snapshot: Snapshot, facts: MenuFacts): readonly MenuEntry[] {
  const { boxes } = snapshot;
  return [
    item(words.open, { kind: 'open' }),
    LINE,
    ...(snapshot.state === 'away' ? awayLines(snapshot) : boxLines(boxes)),
    item(words.openWindow, { kind: 'open_window' }),
    item(words.settings, { kind: 'settings' }),
    ...startEntry(facts),
    ...updateLine(facts),
    item(words.copyDiagnostics, { kind: 'copy_diagnostics' }),
    item(words.about, { kind: 'about' }),
    LINE,
    item(words.quit, { kind: 'quit' }),
  ];
}

/** Nothing can be asked of the boxes then, and what they were is old. */
function awayLines({ attached }: Snapshot): readonly MenuEntry[] {
  const line = attached === null ? words.away : awayFrom(label(attached.computer));
  return [item(line, { kind: 'open' }), LINE];
}

function boxLines(boxes: readonly BoxView[]): readonly MenuEntry[] {
  if (boxes.length === 0) return [];
  const actions = [forwardEntry(boxes), pauseEntry(boxes), snoozeEntry(boxes), wishEntry(boxes)];
  return [...nameLines(boxes), LINE, ...actions, LINE];
}

function nameLines(boxes: readonly BoxView[]): readonly MenuEntry[] {
  const lineOf = ({ name, state }: BoxView) =>
    item(boxLine(label(name), STATE_WORDS[state]), { kind: 'open_box', box: name });
  if (boxes.length <= MOST_BOXES) return boxes.map(lineOf);
  // The worst ones first: one that is down must not be among those that are not seen at once.
  const sorted = worstFirst(boxes);
  const more = sorted.slice(MOST_BOXES - 1);
  return [...sorted.slice(0, MOST_BOXES - 1).map(lineOf), list(moreBoxes(more.length), more.map(lineOf))];
}

/**
 * Ticked where it is switched on, even while something is missing for it. A box that nobody has named is opened instead:
 * two computers must not send under one name, and the page asks for it.
 */
function forwardEntry(boxes: readonly BoxView[]): MenuEntry {
  const checks = boxes.map(({ name, nameAssumed, forwarding }): MenuEntry => {
    const on = forwarding.state !== 'off';
    return {
      ...{ kind: 'check', label: boxes.length === 1 ? words.forward : label(name), checked: on },
      action:
        nameAssumed && !on ? { kind: 'open_box', box: name } : { kind: 'forward', argument: { box: name, on: !on } },
    };
  });
  return checks.length === 1 && checks[0] !== undefined ? checks[0] : list(words.forward, checks);
}

function pauseEntry(boxes: readonly BoxView[]): MenuEntry {
  const paused = boxes.every(({ state }) => state === 'paused');
  return item(paused ? words.resume : words.pause, { kind: 'pause', argument: { on: !paused } });
}

function snoozeEntry(boxes: readonly BoxView[]): MenuEntry {
  const alerts = boxes.flatMap((box) => box.alerts.map((alert) => alertEntry(box.name, alert)));
  return list(words.snooze, alerts);
}

function alertEntry(box: string, { rule, target, name, snoozedUntilMs }: AlertView): MenuEntry {
  const about = label(boxLine(target === null ? box : `${box} (${target})`, name));
  const choice = (lasting: Snooze['lasting'], text: string) =>
    item(text, { kind: 'snooze', argument: { box, rule, target, lasting } });
  const times = SNOOZE_WORDS.map(([lasting, text]) => choice(lasting, text));
  return snoozedUntilMs === null
    ? list(about, times)
    : list(snoozedAlert(about), [choice('end', words.endSnooze), LINE, ...times]);
}

function wishEntry(boxes: readonly BoxView[]): MenuEntry {
  const lists = boxes.map((box) => ({ name: label(box.name), entries: wishes(box) }));
  if (lists.length === 1) return list(words.tellMeWhen, lists[0]?.entries ?? []);
  const some = lists.filter(({ entries }) => entries.length > 0);
  return list(
    words.tellMeWhen,
    some.map(({ name, entries }) => list(name, entries)),
  );
}

/** What is waited for already is ticked: a click takes it back. */
function wishes({ name, wishable, wishes: made }: BoxView): readonly MenuEntry[] {
  const kinds = (Object.keys(WISH_WORDS) as (keyof typeof WISH_WORDS)[]).filter(
    (kind) => wishable.includes(kind) || made.some(({ until }) => until.kind === kind),
  );
  return kinds.map((kind) => {
    const waits = made.some(({ until }) => until.kind === kind);
    return {
      ...{ kind: 'check', label: WISH_WORDS[kind], checked: waits },
      action: { kind: 'wish', argument: { box: name, until: { kind }, on: !waits } },
    };
  });
}

function startEntry({ startsAtLogin }: MenuFacts): readonly MenuEntry[] {
  if (startsAtLogin === null) return [];
  const action: MenuAction = { kind: 'start_at_login', on: !startsAtLogin };
  return [{ kind: 'check', label: words.startAtLogin, checked: startsAtLogin, action }];
}

/** What goes on by itself is told, and cannot be clicked. */
function updateLine({ update }: MenuFacts): readonly MenuEntry[] {
  if (update === undefined) return [];
  const { label: text, step } = update;
  return [step === null ? list(text, []) : item(text, { kind: 'update', step })];
}

function item(text: string, action: MenuAction): MenuEntry {
  return { kind: 'item', label: text, action };
}

function list(text: string, entries: readonly MenuEntry[]): MenuEntry {
  return { kind: 'list', label: text, entries };
}

/**
 * A name from outside as a label: on one line, not endless, `&` marks no key, and its direction stays its own: what stands
 * after a name in Hebrew or Arabic would else be drawn before it. The first mark is for GTK, which looks into the isolate.
 */
function label(text: string): string {
  const line = text.replace(DIRECTIONS, '').replace(/\s+/g, ' ').trim();
  const short =
    line.length <= MOST_LABEL_CHARS ? line : `${line.slice(0, MOST_LABEL_CHARS - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
  const name = short.replace(/&/g, '&&');
  return RIGHT_TO_LEFT.test(name) ? `\u200E\u2068${name}\u2069` : name;
}
