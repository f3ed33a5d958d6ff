import type { Alert } from '../core/alert-book.ts';
import { isLoopback } from '../core/model/loopback.ts';
import type { AlertRule } from '../core/model/alert.ts';
import type { TargetState } from '../core/model/target-state.ts';
import type { WatchedTarget } from '../core/pipeline.ts';
import type { BoxState, BoxView, Snapshot, TargetView, WishKind } from '../../preload/contract/view.ts';
import { dialectChange, dialectName } from './dialects/detect-dialect.ts';
import { forwardingView, type ForwardingFacts } from './forwarding-view.ts';
import type { BoxNow } from './sentences/box-now.ts';
import { sentenceOf } from './sentences/sentence-of.ts';
import { boxCondition, wholeCondition } from './states/box-state.ts';
import { tilesOf } from './tiles/tiles-of.ts';
import { alertView, wishView } from './watch/alert-views.ts';
import { addressOf } from './watch/box-now-of.ts';
import { canWish } from './wish/follow-wish.ts';
import type { Wish } from './wish/wish.ts';

/** All that one box's picture is drawn from. */
export interface BoxFacts {
  readonly now: BoxNow;
  /** At least one; those of `now`. */
  readonly targets: readonly WatchedTarget[];
  readonly forwarding: ForwardingFacts;
  /** Those that fire, in the order in which they are shown. */
  readonly alerts: readonly Alert[];
  readonly wishes: readonly Wish[];
  /** Whether the configuration gives it its name. */
  readonly named: boolean;
  /** Those that are held against this box. */
  readonly rules: readonly AlertRule[];
  /** When it came into a state, ms since the Unix epoch; undefined where that was not seen. */
  readonly stateSinceMs: (state: BoxState) => number | undefined;
}

/** What concerns no single box. */
export interface WholeFacts {
  /** What to say where our own network is gone; undefined where it is not. */
  readonly network: string | undefined;
  /** Whether nothing is known of a box because of it. */
  readonly offline: boolean;
  /** Whether the user wants nothing asked. */
  readonly paused: boolean;
  readonly notes: readonly string[];
}

/** State → what the screen sees. Pure. */
export function takeSnapshot(boxes: readonly BoxFacts[], whole: WholeFacts, nowMs: number): Snapshot {
  const { network, offline, paused, notes } = whole;
  const views = boxes.map((box) => viewOf(box, paused));
  const conditions = views.map(({ state }) => state);
  const state = wholeCondition(conditions, { away: false, offline });
  return { takenAtMs: nowMs, state, network: network ?? null, demo: false, attached: null, boxes: views, notes };
}

/** What the screen offers to wait for. */
const WISHABLE: readonly Exclude<WishKind['kind'], 'below'>[] = ['ready', 'idle', 'queue_empty', 'back'];

const PAUSED = 'Paused: nothing is asked until you resume.';

function viewOf(facts: BoxFacts, paused: boolean): BoxView {
  const { now, targets, forwarding, alerts, wishes, rules, named } = facts;
  const state = boxCondition(now, { paused, alert: alerts.some(({ snoozed }) => !snoozed) });
  return {
    name: now.name,
    nameAssumed: !named && targets.every(({ settings }) => isLoopback(settings.address.host)),
    address: targets.map(({ settings }) => addressOf(settings)).join(', '),
    state,
    stateSinceMs: facts.stateSinceMs(state) ?? null,
    sentence: paused ? PAUSED : sentenceOf(now).text,
    notes: targets.flatMap(({ state }) => notesOf(state)),
    models: [...new Set(targets.flatMap(({ state }) => state.models))],
    ...tilesOf(targets, rules),
    scrapes: scrapesOf(targets),
    targets: targets.map(targetView),
    forwarding: forwardingView(forwarding),
    alerts: alerts.map(alertView),
    wishes: wishes.map(wishView),
    wishable: WISHABLE.filter((kind) => canWish({ kind }, now)),
  };
}

function scrapesOf(targets: readonly WatchedTarget[]): BoxView['scrapes'] {
  const good = targets.reduce((sum, { state }) => sum + state.good, 0);
  const failed = targets.reduce((sum, { state }) => sum + state.failed, 0);
  const times = targets.flatMap(({ state }) => state.lastGoodMs ?? []);
  return { good, failed, lastGoodMs: times.length === 0 ? null : Math.max(...times) };
}

function targetView({ settings, state }: WatchedTarget): TargetView {
  return {
    address: addressOf(settings),
    job: settings.labels.find(([name]) => name === 'job')?.[1] ?? '',
    dialect: dialectName(state.dialect),
    failure: state.lastFailure,
    unreadLines: state.parseIssues,
    scrapes: { good: state.good, failed: state.failed, lastGoodMs: state.lastGoodMs ?? null },
  };
}

/** What is worth knowing although it is no state. */
function notesOf({ warnings, dialectChange: change, parseIssues }: TargetState): string[] {
  const changed = change === undefined ? undefined : dialectChange(change.before, change.after);
  const unread = parseIssues === 0 ? [] : [`${lines(parseIssues)} of the last scrape could not be read.`];
  return [...warnings, ...(changed === undefined ? [] : [changed]), ...unread];
}

function lines(count: number): string {
  return count === 1 ? '1 line' : `${String(count)} lines`;
}
