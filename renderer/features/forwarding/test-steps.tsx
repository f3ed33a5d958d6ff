import type { TestStepView } from '../../../preload/contract/destination.ts';
import { asSentence } from '../../words/as-sentence.ts';
import { english } from '../../words/english.ts';

interface TestStepsProps {
  readonly steps: readonly TestStepView[];
  readonly isAsking: boolean;
}

const words = english.forwarding;
const ALL = ['address', 'token', 'ingest'] as const;

const MARKS: Readonly<Record<TestStepView['verdict'] | 'asking', string>> = {
  good: 'm2.5 6.4 2.4 2.4 4.6-5.4',
  refused: 'm3 3 6 6m0-6-6 6',
  unknown: 'M4 4.4a2 1.9 0 1 1 2.8 1.8q-.8.4-.8 1.2M6 9.4v.1',
  skipped: 'M3 6h6',
  asking: 'M2.2 5.2a3.9 3.9 0 1 0 7-1.6',
};

/** How far a test came, step by step, with its words. */
export function TestSteps({ steps, isAsking }: TestStepsProps) {
  const shown = isAsking ? ALL.map((name) => ({ name, verdict: 'asking' as const, words: '' })) : steps;
  return (
    <ol class="steps" aria-label={words.steps} aria-live="polite">
      {shown.map(({ name, verdict, words: said }) => (
        <li key={name} class={`step step-${verdict}`} data-testid={`step-${name}`}>
          <svg viewBox="0 0 12 12" aria-hidden="true">
            <path class="shape-line" d={MARKS[verdict]} />
          </svg>
          <span class="step-name">{words.stepNames[name]}</span>
          <span class="unseen">{verdict === 'asking' ? words.asking : words.verdicts[verdict]}</span>
          <span class="step-words">{asSentence(said)}</span>
        </li>
      ))}
    </ol>
  );
}
