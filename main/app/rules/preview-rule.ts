import { concerns, preview } from '../../core/alert-book.ts';
import type { AlertRule, AlertSubject, AlertTransition } from '../../core/model/alert.ts';
import type { PreviewedFiring, RulePreview } from '../../../preload/contract/rules.ts';
import { firedText } from '../watch/alert-views.ts';
import type { RecordedSubject } from '../watch/observation-record.ts';

/** When a rule would have fired over what was recorded of the subjects that it concerns. */
export function previewRule(rule: AlertRule, recorded: readonly RecordedSubject[]): RulePreview {
  const concerned = recorded.filter(({ subject }) => concerns(rule, subject));
  const times = concerned.flatMap(({ observations }) => observations.map(({ atMs }) => atMs));
  const firings = concerned.flatMap(({ subject, observations }) =>
    firingsOf(rule, subject, preview(rule, observations)),
  );
  return {
    fromMs: times.length === 0 ? null : times.reduce((least, atMs) => Math.min(least, atMs)),
    untilMs: times.length === 0 ? null : times.reduce((most, atMs) => Math.max(most, atMs)),
    firings: [...firings].sort((a, b) => a.firedMs - b.firedMs),
  };
}

/** A code that changes while it fires begins another. */
function firingsOf(
  rule: AlertRule,
  { box, target }: AlertSubject,
  transitions: readonly AlertTransition[],
): readonly PreviewedFiring[] {
  return transitions.flatMap(({ kind, atMs, value }, at) => {
    if (kind === 'resolved') return [];
    const resolvedMs = transitions[at + 1]?.atMs ?? null;
    return [{ box, target: target ?? null, firedMs: atMs, resolvedMs, text: firedText(rule.id, value) }];
  });
}
