import type { ChangedBox, Discovery, LookAnswer, NewBox } from './boxes.ts';
import type { EndpointReading, FamilySwitches, SaveDestination, SendPlan, TestStepView } from './destination.ts';
import type { RuleChange, RulePreview, RuleView } from './rules.ts';
import type { SettingsChange, SettingsView } from './settings.ts';
import type { LoggedAlertView, NoticeView, Snapshot, WishKind } from './view.ts';

/** Every method a screen may call: its argument and its answer. */
export interface Queries {
  /** The newest snapshot. */
  snapshot: { in: undefined; out: Snapshot };
  /** Asks nothing more, until it is taken back: no scrapes, no alerts; what is queued still goes out. */
  pause: { in: Pause; out: Answer };

  /** Looks for a NIM and exporters at the usual ports of this computer. Calling it is the user's consent. */
  discover: { in: undefined; out: Discovery };
  /** Reads an address in any form, and asks it once. */
  look: { in: Look; out: LookAnswer };
  addBox: { in: NewBox; out: Outcome };
  changeBox: { in: ChangedBox; out: Outcome };
  removeBox: { in: NamedBox; out: Outcome };
  /** Watches a simulated NIM and forwards it to a sink in this program, in place of what is set up; or ends that. */
  demo: { in: Demo; out: Answer };

  /** Switches forwarding of one box. */
  setForwarding: { in: SetForwarding; out: Answer };
  /** Reads an address in any form; nobody is asked. */
  readDestination: { in: Look; out: EndpointReading };
  /** Tries a destination and stores nothing. */
  testDestination: { in: SaveDestination; out: readonly TestStepView[] };
  /** Stores destination and token; the token goes to the keychain and never comes back. */
  saveDestination: { in: SaveDestination; out: Answer };
  /** What is sent of a box, or would be. */
  sendPlan: { in: NamedBox; out: SendPlan };
  chooseFamilies: { in: FamilySwitches; out: Outcome };

  /** Nobody is told of an alert for a while. */
  snooze: { in: Snooze; out: Answer };
  /** "Tell me when": begins to wait for something at a box, or no longer does. */
  wish: { in: MakeWish; out: Answer };
  /** The alerts that fired, newest first. */
  history: { in: undefined; out: readonly LoggedAlertView[] };
  rules: { in: undefined; out: readonly RuleView[] };
  changeRule: { in: RuleChange; out: Outcome };
  /** Takes back what the user changed; a rule of the user's own is deleted. */
  resetRule: { in: NamedRule; out: Outcome };
  /** When the rule would have fired, changed like this. */
  previewRule: { in: RuleChange; out: PreviewAnswer };

  settings: { in: undefined; out: SettingsView };
  changeSettings: { in: SettingsChange; out: Outcome };
  /** Replaces the whole text of the configuration; the field of a problem is `line N`. */
  replaceSettings: { in: SettingsText; out: Outcome };

  /** Shows the monitor of another machine in place of this computer's, paired by a code that was printed there. */
  attach: { in: Attach; out: Outcome };
  /** Shows this computer's own monitor again. */
  detach: { in: undefined; out: Answer };
}

export interface Pause {
  readonly on: boolean;
}

export interface Look {
  /** `host`, `host:port`, a URL, a pasted curl command, a line of `ssh -L`, an alias of ~/.ssh/config. */
  readonly text: string;
  /** The box that it is for, whose tunnel leads there; without it the way is that of the text. */
  readonly box?: string | undefined;
}

export interface NamedBox {
  readonly box: string;
}

export interface Demo {
  readonly on: boolean;
}

export interface NamedRule {
  readonly id: string;
}

export interface SettingsText {
  /** As it was given, with the user's changes; each `<secret-N>` that is left stands for what it stood for. */
  readonly text: string;
  /** Of the text that was changed: it must not have been changed by anybody else since. */
  readonly revision: number;
}

export interface Attach {
  /** MACHINE:PORT as ssh knows it, or where a tunnel to it begins, as 127.0.0.1:PORT. */
  readonly address: string;
  /** As `nim-glance pair` printed it. */
  readonly code: string;
}

export interface SetForwarding {
  /** The box's name. */
  readonly box: string;
  readonly on: boolean;
}

export interface Snooze {
  /** The box's name. */
  readonly box: string;
  readonly rule: string;
  /** As the alert has it; null for one about the box as a whole. */
  readonly target: string | null;
  /** `tomorrow` is 8:00 of the next day; `end` takes a snooze back. */
  readonly lasting: '15m' | '1h' | '4h' | 'tomorrow' | 'end';
}

export interface MakeWish {
  /** The box's name. */
  readonly box: string;
  readonly until: WishKind;
  /** False takes the wish back. */
  readonly on: boolean;
}

/** An expected outcome: done, or not and why, in words for the user. */
export type Answer = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** Of a change of the configuration: done and kept, or nothing was changed. */
export type Outcome = { readonly ok: true } | { readonly ok: false; readonly problems: readonly FieldProblem[] };

/** Of a preview: nothing is previewed of what is wrong. */
export type PreviewAnswer =
  | { readonly ok: true; readonly preview: RulePreview }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

/** What is wrong, and with which field of what was sent. */
export interface FieldProblem {
  /** Null where it concerns no single field. */
  readonly field: string | null;
  /** In words. */
  readonly message: string;
}

/** What a monitor or a host tells without being asked. */
export interface Events {
  snapshot: Snapshot;
  /** Somebody is to be told now: each is told once. */
  notice: NoticeView;
  /** A page that the user asked for outside the screen, in the menu of the tray icon or by a notification. */
  show: Show;
}

export interface Show {
  readonly page: 'overview' | 'add-box' | 'alerts' | 'settings';
  /** The box to be open; null: the worst. */
  readonly box: string | null;
}

/** The monitor as every screen sees it, whatever carries the calls. */
export type MonitorApi = {
  [K in keyof Queries]: (argument: Queries[K]['in']) => Promise<Queries[K]['out']>;
} & {
  /** Calls `listener` at each event; the returned function ends that. */
  on<E extends keyof Events>(event: E, listener: (value: Events[E]) => void): () => void;
};
