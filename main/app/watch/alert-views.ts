import type { Alert, AlertNotice } from '../../core/alert-book.ts';
import type { AlertView, LoggedAlertView, NoticeView, WishView } from '../../../preload/contract/view.ts';
import type { LoggedAlert } from '../alert-rules/alert-log.ts';
import { wordsOf } from '../alert-rules/alert-words.ts';
import type { Wish } from '../wish/wish.ts';

/** An alert that fires, for the screen. */
export function alertView({ rule, subject, state, snoozed }: Alert): AlertView {
  const { value, worst, sinceMs, snoozedUntilMs } = state;
  return {
    ...{ rule: rule.id, target: subject.target ?? null, name: wordsOf(rule.id).name, severity: rule.severity },
    ...{ text: firedText(rule.id, value), sinceMs: sinceMs ?? 0, value: finite(value), worst: finite(worst) },
    snoozedUntilMs: snoozed ? (snoozedUntilMs ?? null) : null,
  };
}

export function loggedView({ rule, box, target, firedMs, resolvedMs, value }: LoggedAlert): LoggedAlertView {
  return {
    ...{ rule, name: wordsOf(rule).name, box, target: target ?? null, firedMs, resolvedMs: resolvedMs ?? null },
    ...{ text: firedText(rule, value), value: finite(value) },
  };
}

export function wishView({ until, madeMs, expiresMs }: Wish): WishView {
  return { until, madeMs, expiresMs };
}

/** What is said of an alert once when it fires, and once when it is over. */
export function alertNotice({ alert: { rule, subject, state }, kind }: AlertNotice, nowMs: number): NoticeView {
  const { name, resolved } = wordsOf(rule.id);
  const { box, target } = subject;
  const what = kind === 'fired' ? firedText(rule.id, state.value) : resolved;
  return {
    ...{ atMs: nowMs, kind, box, rule: rule.id, target: target ?? null },
    severity: kind === 'fired' ? rule.severity : 'info',
    title: `${box}: ${name}`,
    text: `${target === undefined ? '' : `${target}: `}${what}.`,
  };
}

/** What is said when a wish came true, or nobody waits for it any more. */
export function wishNotice(box: string, text: string, nowMs: number): NoticeView {
  return {
    ...{ atMs: nowMs, kind: 'wish', box, rule: null, target: null, severity: 'info' },
    ...{ title: box, text },
  };
}

const NETWORK_WORDS = { title: 'This computer’s network', back: 'The network is back.' };
const TUNNEL_WORDS = { title: 'SSH tunnel', back: 'It is up again.' };

/** What to say of our own network. */
interface NetworkTold {
  /** Where it is gone. */
  readonly words: string | undefined;
  /** Whether it is nothing but tunnels. */
  readonly isTunnelAlone: boolean;
}

/** What is said of our own network. */
export function networkNotice(kind: 'gone' | 'back', { words, isTunnelAlone }: NetworkTold, nowMs: number): NoticeView {
  const gone = kind === 'gone';
  const { title, back } = isTunnelAlone ? TUNNEL_WORDS : NETWORK_WORDS;
  return {
    ...{ atMs: nowMs, kind: gone ? 'network_gone' : 'network_back', box: null, rule: null, target: null },
    ...{ severity: gone ? 'warning' : 'info', title },
    text: gone ? (words ?? '') : back,
  };
}

/** What is said of an alert that fires; the value is that of the rule's first measure. */
export function firedText(rule: string, value: number | undefined): string {
  const { fired, name } = wordsOf(rule);
  return value === undefined ? name : fired(value);
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
