import { AlertBook, lookedAt, type Alert, type AlertEvent } from '../../core/alert-book.ts';
import type { AlertObservation, AlertRule, AlertSubject } from '../../core/model/alert.ts';
import type { Clock } from '../../core/model/clock.ts';
import type { DestinationAnswer, WatchedTarget } from '../../core/pipeline.ts';
import type { BoxState, NoticeView } from '../../../preload/contract/view.ts';
import { logAlert, type LoggedAlert } from '../alert-rules/alert-log.ts';
import { minuteOfDay, snoozeEndMs, type SnoozeChoice } from '../alert-rules/local-time.ts';
import { observeBox, observeTarget } from '../alert-rules/readings.ts';
import type { ResolvedRules } from '../alert-rules/rule-choices.ts';
import { FLOWING, forwardingNow, type ForwardingFacts } from '../forwarding-view.ts';
import type { AlertMemory } from '../ports.ts';
import type { BoxNow, ForwardingNow } from '../sentences/box-now.ts';
import { NO_PAST, remember } from '../sentences/target-past.ts';
import { boxCondition } from '../states/box-state.ts';
import { canWish, followWish } from '../wish/follow-wish.ts';
import { makeWish, type Wish, type WishKind } from '../wish/wish.ts';
import { alertNotice, networkNotice, wishNotice } from './alert-views.ts';
import { addressAmong, boxNowOf, targetNow } from './box-now-of.ts';
import { readKept, writeKept } from './kept-alerts.ts';
import { NetworkFollower, type SeenTarget } from './network-follower.ts';
import { ObservationRecord, type RecordedSubject } from './observation-record.ts';
import { StateSince } from './state-since.ts';

/** What is watched, and who is to be told. */
export interface Watched {
  readonly clock: Clock;
  /** What this computer says of its own network; undefined where it does not tell. */
  readonly online: () => boolean | undefined;
  readonly targets: () => readonly WatchedTarget[];
  readonly forwarding: (box: string) => ForwardingFacts;
  readonly destination: () => { readonly endpoint: string; readonly answered: DestinationAnswer | undefined };
  readonly tell: (notice: NoticeView) => void;
}

/** Those that are held against boxes and targets, and those that a user may yet switch on. */
type Rules = Pick<ResolvedRules, 'rules' | 'off'>;

/** What only counts on is written at most so often, ms; what happened is written at once. */
const KEEP_EVERY_MS = 30_000;

/** What a monitor remembers and concludes beyond one scrape: alerts, wishes, how long something lasts, the network. */
export class Watcher {
  readonly #watched: Watched;
  readonly #memory: AlertMemory | undefined;
  readonly #book: AlertBook;
  readonly #network = new NetworkFollower();
  readonly #seen = new WeakMap<WatchedTarget, SeenTarget>();
  readonly #forwardings = new Map<string, ForwardingNow>();
  /** When a box was observed, and whether another process has answered since, by its name. */
  readonly #observed = new Map<string, { readonly atMs: number; readonly restarted: boolean }>();
  readonly #record = new ObservationRecord();
  readonly #states = new StateSince();
  #rules: Rules;
  #wishes: readonly Wish[];
  #log: readonly LoggedAlert[];
  #keptMs = -Infinity;
  #problem: string | undefined;

  constructor(rules: Rules, memory: AlertMemory | undefined, watched: Watched) {
    const { alerts, wishes, log } = readKept(memory?.text ?? '');
    this.#watched = watched;
    this.#memory = memory;
    this.#rules = rules;
    this.#book = new AlertBook(rules.rules, alerts);
    this.#wishes = wishes;
    this.#log = log;
  }

  /** Why alerts and wishes cannot be kept, in words; undefined where they can, or are not to be. */
  get problem(): string | undefined {
    return this.#problem;
  }

  /** The alerts that fired, newest first. */
  get log(): readonly LoggedAlert[] {
    return this.#log;
  }

  /** Where our own network stands. */
  get network(): Pick<NetworkFollower, 'sharedWords' | 'hidesBoxes'> {
    return this.#network;
  }

  /** A scrape of a target ended, which took `tookMs`. */
  scraped(target: WatchedTarget, tookMs: number): void {
    const { clock, targets } = this.#watched;
    // One that is watched no more may still end its last scrape.
    if (!targets().includes(target)) return;
    const nowMs = clock.nowMs();
    const { past } = this.#seen.get(target) ?? { past: NO_PAST };
    this.#seen.set(target, { past: remember(past, target.state, tookMs, nowMs), askedMs: nowMs });
    const ofNetwork = this.#followNetwork(nowMs);
    const box = this.boxNow(target.settings.box);
    const told = [...ofNetwork, ...this.#followAlerts(target, box, nowMs)];
    this.#states.note(box.name, this.#stateOf(box), nowMs);
    const granted = this.#followWishes(box);
    for (const notice of [...told, ...granted]) this.#watched.tell(notice);
    const due = clock.monotonicMs() - this.#keptMs >= KEEP_EVERY_MS;
    if (due || told.length > 0 || granted.length > 0) this.#keep();
  }

  /** All that is known of a box now; there must be one of that name. */
  boxNow(name: string): BoxNow {
    const nowMs = this.#watched.clock.nowMs();
    const forwarding = forwardingNow(this.#forwardings.get(name) ?? FLOWING, this.#watched.forwarding(name), nowMs);
    this.#forwardings.set(name, forwarding);
    return boxNowOf({
      ...{ nowMs, name, forwarding, targets: this.#targetsOf(name) },
      networkTrouble: this.#network.wordsFor(name),
      pastOf: (target) => this.#seen.get(target)?.past ?? NO_PAST,
    });
  }

  /** The alerts that fire, the critical ones first, then the oldest. */
  firing(box: string): readonly Alert[] {
    return this.#book.firing(this.#watched.clock.nowMs()).filter(({ subject }) => subject.box === box);
  }

  /** The rules that are held against a box or its targets. */
  rulesOf(box: string): readonly AlertRule[] {
    return this.#rules.rules.filter(({ boxes }) => boxes === 'all' || boxes.includes(box));
  }

  /** When a box came into this state, ms since the Unix epoch; undefined where that was not seen. */
  stateSinceMs(box: string, state: BoxState): number | undefined {
    return this.#states.of(box, state);
  }

  /** What was observed since the program began. */
  recorded(scope: AlertRule['scope']): readonly RecordedSubject[] {
    return this.#record.of(scope);
  }

  wishesOf(box: string): readonly Wish[] {
    return this.#wishes.filter((wish) => wish.box === box);
  }

  /** Returns whether there is such an alert. */
  snooze(rule: string, subject: AlertSubject, choice: SnoozeChoice): boolean {
    const found = this.#book.snooze(rule, subject, snoozeEndMs(choice, this.#watched.clock.nowMs()));
    if (found) this.#keep();
    return found;
  }

  /** Begins to wait; false where it is so already, or nothing is known yet. */
  wish(box: string, until: WishKind): boolean {
    if (!canWish(until, this.boxNow(box))) return false;
    this.#wishes = [...this.#without(box, until), makeWish(box, until, this.#watched.clock.nowMs())];
    this.#keep();
    return true;
  }

  /** Waits no more. */
  unwish(box: string, until: WishKind): void {
    this.#wishes = this.#without(box, until);
    this.#keep();
  }

  /** Other rules from now on; `undefined`: the same. Forgets what is about boxes that are gone. */
  use(rules: Rules | undefined): void {
    if (rules !== undefined) {
      this.#rules = rules;
      this.#book.use(rules.rules);
    }
    const targets = this.#watched.targets();
    const boxes = new Set(targets.map(({ settings }) => settings.box));
    const subjects = [
      ...[...boxes].map((box) => ({ box, target: undefined })),
      ...targets.map((target) => this.#subjectOf(target)),
    ];
    this.#book.keepOnly(subjects);
    this.#record.keepOnly(subjects);
    this.#states.keepOnly(boxes);
    this.#wishes = this.#wishes.filter(({ box }) => boxes.has(box));
    for (const box of [...this.#forwardings.keys()]) if (!boxes.has(box)) this.#forwardings.delete(box);
    this.#keep();
  }

  /** Writes what has to survive. */
  close(): void {
    this.#keep();
  }

  #followNetwork(nowMs: number): readonly NoticeView[] {
    const { clock, destination, online } = this.#watched;
    const { endpoint, answered } = destination();
    const asked = {
      boxes: this.#asked(),
      destination: endpoint === '' || answered === undefined ? undefined : { endpoint, answered },
    };
    const notice = this.#network.follow(asked, online(), nowMs, clock.monotonicMs());
    return notice === undefined ? [] : [networkNotice(notice, this.#network, nowMs)];
  }

  #asked(): ReadonlyMap<string, readonly (readonly [WatchedTarget, SeenTarget])[]> {
    const asked = new Map<string, (readonly [WatchedTarget, SeenTarget])[]>();
    for (const target of this.#watched.targets()) {
      const seen = this.#seen.get(target);
      if (seen === undefined) continue;
      const { box } = target.settings;
      const ofBox = asked.get(box) ?? [];
      asked.set(box, ofBox);
      ofBox.push([target, seen]);
    }
    return asked;
  }

  #followAlerts(target: WatchedTarget, box: BoxNow, nowMs: number): readonly NoticeView[] {
    this.#note([...this.#observeTarget(target, box, nowMs), ...this.#observeBox(target, box, nowMs)]);
    return this.#book.notices(minuteOfDay(nowMs), nowMs).map((notice) => alertNotice(notice, nowMs));
  }

  #note(events: readonly AlertEvent[]): void {
    for (const { alert, transition } of events) {
      this.#log = logAlert(this.#log, alert.rule.id, alert.subject, transition);
    }
  }

  #observeTarget(target: WatchedTarget, box: BoxNow, nowMs: number): readonly AlertEvent[] {
    const signals = this.#lookedAt('target').map((id) => [id, target.signal(id)] as const);
    const past = this.#seen.get(target)?.past ?? NO_PAST;
    const intervalMs = target.settings.scrapeIntervalMs;
    const observation = observeTarget(targetNow(target, past), box, signals, intervalMs);
    return this.#observe(this.#subjectOf(target), observation, nowMs);
  }

  #observe(subject: AlertSubject, observation: AlertObservation, nowMs: number): readonly AlertEvent[] {
    this.#record.note(subject, observation, nowMs);
    return this.#book.observe(subject, observation, nowMs);
  }

  /** Also what rules that are switched off look at: a preview of them needs it. */
  #lookedAt(scope: AlertRule['scope']): readonly string[] {
    return lookedAt([...this.#rules.rules, ...this.#rules.off], scope);
  }

  /** At most about once per interval, however many targets a box has. */
  #observeBox(target: WatchedTarget, box: BoxNow, nowMs: number): readonly AlertEvent[] {
    const { name } = box;
    const { atMs, restarted: before } = this.#observed.get(name) ?? { atMs: -Infinity, restarted: false };
    const restarted = before || (target.state.lastFailure === '' && target.state.verdict === 'new');
    const intervalMs = Math.min(...this.#targetsOf(name).map(({ settings }) => settings.scrapeIntervalMs));
    const early = Math.abs(nowMs - atMs) < intervalMs / 2;
    this.#observed.set(name, { atMs: early ? atMs : nowMs, restarted: early && restarted });
    if (early) return [];
    const seen = observeBox(box, this.#lookedAt('box'), intervalMs);
    const observation = { ...seen, restarted, readings: this.#withoutOurNetwork(seen.readings) };
    return this.#observe({ box: name, target: undefined }, observation, nowMs);
  }

  /** That nothing can be forwarded is told once: by the network that is gone. */
  #withoutOurNetwork(readings: AlertObservation['readings']): AlertObservation['readings'] {
    return this.#network.hidesDestination ? new Map([...readings, ['forwardingBlocked', 'gap']]) : readings;
  }

  #followWishes(box: BoxNow): readonly NoticeView[] {
    const notices: NoticeView[] = [];
    this.#wishes = this.#wishes.flatMap((wish) => {
      if (wish.box !== box.name) return [wish];
      const step = followWish(wish, box);
      if (step.kind === 'waiting') return [step.wish];
      notices.push(wishNotice(box.name, step.text, box.nowMs));
      return [];
    });
    return notices;
  }

  #without(box: string, until: WishKind): readonly Wish[] {
    return this.#wishes.filter((wish) => wish.box !== box || wish.until.kind !== until.kind);
  }

  #stateOf(box: BoxNow): BoxState {
    return boxCondition(box, { paused: false, alert: this.firing(box.name).some(({ snoozed }) => !snoozed) });
  }

  #subjectOf(target: WatchedTarget): AlertSubject {
    const { box } = target.settings;
    return { box, target: addressAmong(this.#targetsOf(box), target) };
  }

  #targetsOf(box: string): readonly WatchedTarget[] {
    return this.#watched.targets().filter(({ settings }) => settings.box === box);
  }

  #keep(): void {
    this.#keptMs = this.#watched.clock.monotonicMs();
    const text = writeKept({ alerts: this.#book.write(), wishes: this.#wishes, log: this.#log });
    this.#problem = this.#memory?.write(text);
  }
}
