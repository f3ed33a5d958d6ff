import { useEffect, useState } from 'preact/hooks';
import type { FieldProblem, MonitorApi, Outcome } from '../../../preload/contract/api.ts';
import type { RuleView } from '../../../preload/contract/rules.ts';
import { english } from '../../words/english.ts';

export interface ReadRules {
  /** Undefined: not heard yet. */
  readonly rules: readonly RuleView[] | undefined;
  /** Why they could not be read, in words; empty where they could. */
  readonly problem: string;
  readonly readAgain: () => Promise<void>;
}

/** The rules as the monitor has them. */
export function useRules(api: Pick<MonitorApi, 'rules'>): ReadRules {
  const [rules, setRules] = useState<readonly RuleView[] | undefined>(undefined);
  const [problem, setProblem] = useState('');
  const readAgain = async () => {
    try {
      setRules(await api.rules(undefined));
      setProblem('');
    } catch {
      setProblem(english.alerts.failed);
    }
  };
  useEffect(() => {
    void readAgain();
  }, [api]);
  return { rules, problem, readAgain };
}

/** What is wrong with a change; empty when it is done. */
export async function outcomeOf(call: () => Promise<Outcome>): Promise<readonly FieldProblem[]> {
  try {
    const outcome = await call();
    return outcome.ok ? [] : outcome.problems;
  } catch {
    return [{ field: null, message: english.alerts.failed }];
  }
}
