import { useEffect, useRef, useState } from 'preact/hooks';
import type { MonitorApi } from '../../../preload/contract/api.ts';
import type { FamilySwitches, SendPlan } from '../../../preload/contract/destination.ts';
import { english } from '../../words/english.ts';
import { inOrderOf, switched } from './plan-changes.ts';

interface PlanInUse {
  /** Null until it is known. */
  readonly plan: SendPlan | null;
  /** Why the last change was refused, in words. */
  readonly problem: string;
  readonly choose: (switches: FamilySwitches) => void;
}

/** The plan of a box. A switch moves at once; the amounts follow when the monitor has counted again. */
export function usePlan(api: Pick<MonitorApi, 'sendPlan' | 'chooseFamilies'>, box: string, isSeen: boolean): PlanInUse {
  const [plan, setPlan] = useState<SendPlan | null>(null);
  const [problem, setProblem] = useState('');
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const waiting = useRef(0);

  const load = async () => {
    try {
      const next = await api.sendPlan({ box });
      // While further switches wait, what is known here is newer.
      if (waiting.current === 0) setPlan((before) => inOrderOf(before, next));
    } catch {
      setProblem(english.forwarding.failed);
    }
  };
  const send = async (switches: FamilySwitches) => {
    const outcome = await api.chooseFamilies(switches);
    if (!outcome.ok) setProblem(outcome.problems[0]?.message ?? english.forwarding.failed);
  };
  const choose = (switches: FamilySwitches) => {
    setProblem('');
    setPlan((before) => before && switched(before, switches));
    waiting.current += 1;
    // One after the other: each is written into the file.
    last.current = last.current
      .then(() => send(switches))
      .catch(() => {
        setProblem(english.forwarding.failed);
      })
      .then(() => {
        waiting.current -= 1;
        return load();
      });
  };

  useEffect(() => {
    void load();
  }, [box, isSeen]);
  return { plan, problem, choose };
}
