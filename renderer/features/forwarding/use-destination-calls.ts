import { useState } from 'preact/hooks';
import type { MonitorApi } from '../../../preload/contract/api.ts';
import type { SaveDestination, TestStepView } from '../../../preload/contract/destination.ts';
import { asSentence } from '../../words/as-sentence.ts';
import { english } from '../../words/english.ts';

interface DestinationCalls {
  readonly work: 'none' | 'testing' | 'saving';
  /** Why it was not saved, in words. */
  readonly problem: string;
  /** Of the last test. */
  readonly steps: readonly TestStepView[];
  readonly test: (entered: SaveDestination) => Promise<void>;
  /** Stores it and turns the switch of the box on. */
  readonly save: (entered: SaveDestination) => Promise<void>;
}

const words = english.forwarding;

/** What the form asks the monitor; `stored` is called once the token is kept, `done` once the switch is on too. */
export function useDestinationCalls(
  api: Pick<MonitorApi, 'testDestination' | 'saveDestination' | 'setForwarding'>,
  box: string,
  { stored, done }: { readonly stored: () => void; readonly done: () => void },
): DestinationCalls {
  const [work, setWork] = useState<DestinationCalls['work']>('none');
  const [problem, setProblem] = useState('');
  const [steps, setSteps] = useState<readonly TestStepView[]>([]);

  const run = async (kind: DestinationCalls['work'], failure: string, what: () => Promise<string>) => {
    setWork(kind);
    setProblem('');
    setSteps([]);
    setProblem(asSentence(await what().catch(() => failure)));
    setWork('none');
  };
  const testNow = async (entered: SaveDestination): Promise<string> => {
    setSteps(await api.testDestination(entered));
    return '';
  };
  const saveNow = async (entered: SaveDestination): Promise<string> => {
    const saved = await api.saveDestination(entered);
    if (!saved.ok) return saved.reason;
    stored();
    const switched = await api.setForwarding({ box, on: true });
    if (!switched.ok) return switched.reason;
    done();
    return '';
  };
  return {
    ...{ work, problem, steps },
    test: (entered) => run('testing', words.testFailed, () => testNow(entered)),
    save: (entered) => run('saving', words.saveFailed, () => saveNow(entered)),
  };
}
