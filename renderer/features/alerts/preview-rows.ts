import type { PreviewedFiring, RulePreview } from '../../../preload/contract/rules.ts';

/** What is drawn of one box, or of a target of it. */
export interface PreviewRow {
  readonly name: string;
  /** Shares of the recorded time, 0 to 1. */
  readonly spans: readonly { readonly start: number; readonly width: number }[];
}

/** So that a short firing can still be seen. */
const LEAST_WIDTH = 0.008;

/** The firings of a preview, a row for each box or target that would have fired. */
export function previewRows({ fromMs, untilMs, firings }: RulePreview): readonly PreviewRow[] {
  if (fromMs === null || untilMs === null || untilMs <= fromMs) return [];
  const share = (ms: number): number => Math.min(1, Math.max(0, (ms - fromMs) / (untilMs - fromMs)));
  return [...new Set(firings.map(nameOf))].map((name) => ({
    name,
    spans: firings
      .filter((firing) => nameOf(firing) === name)
      .map(({ firedMs, resolvedMs }) => {
        const width = Math.max(LEAST_WIDTH, share(resolvedMs ?? untilMs) - share(firedMs));
        return { start: Math.min(share(firedMs), 1 - width), width };
      }),
  }));
}

/** The box, and its target where it is about one. */
export function nameOf({ box, target }: Pick<PreviewedFiring, 'box' | 'target'>): string {
  return target === null ? box : `${box}, ${target}`;
}
