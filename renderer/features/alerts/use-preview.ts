import { useEffect, useState } from 'preact/hooks';
import type { FieldProblem, MonitorApi } from '../../../preload/contract/api.ts';
import type { RulePreview } from '../../../preload/contract/rules.ts';
import type { DraftChange } from './rule-draft.ts';

export interface Previewed {
  /** Undefined: not heard yet, or nothing can be previewed of what is wrong. */
  readonly preview: RulePreview | undefined;
  /** What is wrong with what is typed. */
  readonly problems: readonly FieldProblem[];
}

/** Somebody who types is not asked after at each letter, ms. */
const PAUSE_MS = 300;

/** When the rule would have fired as it stands in the form; follows what is typed. */
export function usePreview(api: Pick<MonitorApi, 'previewRule'>, asked: DraftChange): Previewed {
  const [previewed, setPreviewed] = useState<Previewed>({ preview: undefined, problems: [] });
  const text = JSON.stringify(asked);
  useEffect(() => {
    let gone = false;
    const ask = async () => {
      const next = await previewOf(api, asked);
      if (!gone && next !== undefined) setPreviewed(next);
    };
    const timer = setTimeout(() => void ask(), PAUSE_MS);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [api, text]);
  return previewed;
}

/** Undefined where the monitor cannot be asked: what stands there stays. */
async function previewOf(api: Pick<MonitorApi, 'previewRule'>, asked: DraftChange): Promise<Previewed | undefined> {
  if (!asked.ok) return { preview: undefined, problems: asked.problems };
  try {
    const answer = await api.previewRule(asked.change);
    return answer.ok ? { preview: answer.preview, problems: [] } : { preview: undefined, problems: answer.problems };
  } catch {
    return undefined;
  }
}
