import type { FieldProblem, MonitorApi } from '../../../preload/contract/api.ts';
import type { RulePreview } from '../../../preload/contract/rules.ts';
import type { DraftChange } from './rule-draft.ts';

export interface Previewed {
  /** Undefined: not heard yet, or nothing can be previewed of what is wrong. */
  readonly preview: RulePreview | undefined;
  /** What is wrong with what is typed. */
  readonly problems: readonly FieldProblem[];
  /** Whether the monitor did not say it; it is asked again. */
  readonly failed: boolean;
}

export const NOT_HEARD_YET: Previewed = { preview: undefined, problems: [], failed: false };

/** Somebody who types is not asked after at each letter, ms. */
const PAUSE_MS = 300;
/** Until the monitor is asked again that did not say it, ms. */
const AGAIN_MS = 2_000;

/** Calls `run` so much later, ms, unless what it returns is called before. */
export type Later = (run: () => void, ms: number) => () => void;

/**
 * Tells when the rule would have fired as it is asked for, after a pause in which it may change yet; goes on asking while
 * the monitor does not say. The returned function ends it, and nothing more is told.
 */
export function followPreview(
  api: Pick<MonitorApi, 'previewRule'>,
  asked: DraftChange,
  later: Later,
  tell: (previewed: Previewed) => void,
): () => void {
  let ended = false;
  const ask = async (): Promise<void> => {
    const previewed = await previewOf(api, asked);
    if (ended) return;
    tell(previewed);
    if (previewed.failed) cancel = later(() => void ask(), AGAIN_MS);
  };
  let cancel = later(() => void ask(), PAUSE_MS);
  return () => {
    ended = true;
    cancel();
  };
}

async function previewOf(api: Pick<MonitorApi, 'previewRule'>, asked: DraftChange): Promise<Previewed> {
  if (!asked.ok) return { ...NOT_HEARD_YET, problems: asked.problems };
  try {
    const answer = await api.previewRule(asked.change);
    return answer.ok ? { ...NOT_HEARD_YET, preview: answer.preview } : { ...NOT_HEARD_YET, problems: answer.problems };
  } catch {
    return { ...NOT_HEARD_YET, failed: true };
  }
}
