import { useState } from 'preact/hooks';
import type { MonitorApi } from '../../../preload/contract/api.ts';
import type { BoxView } from '../../../preload/contract/view.ts';
import { english } from '../../words/english.ts';
import { AddressField } from './address-field.tsx';
import { FoundStatus } from './found-targets.tsx';
import { NewBox } from './new-box.tsx';
import { useFinder } from './use-finder.ts';
import { Chevron } from '../../ui/chevron.tsx';

interface BoxFinderProps {
  readonly api: MonitorApi;
  readonly boxes: readonly BoxView[];
  /** Whether the demo is offered, too. */
  readonly offersDemo: boolean;
  /** A box is there, under this name. */
  readonly done: (name: string) => void;
}

const words = english.boxes;

/** All ways to a box: its address in any form, a look on this computer, the demo. What was found is shown at once. */
export function BoxFinder({ api, boxes, offersDemo, done }: BoxFinderProps) {
  const finder = useFinder(api);
  const { finding } = finder;
  const find = finding.kind === 'found' ? finding.find : undefined;
  const here = finding.kind === 'looking' && finding.where === 'here';
  return (
    <>
      <section class="card">
        <AddressField finder={finder} label={words.find.label} autofocus />
      </section>
      {find !== undefined && <NewBox key={find.title} find={find} boxes={boxes} api={api} done={done} />}
      <FoundStatus count={find?.seen === true ? find.targets.length : null} />
      <div class="card others">
        <Choice
          word={here ? words.find.lookingHere : words.find.here}
          about={words.find.hereAbout}
          busy={here}
          problem={finding.kind === 'refused' && finding.where === 'here' ? finding.reason : ''}
          act={() => void finder.lookHere()}
        />
        {offersDemo && <DemoChoice api={api} />}
      </div>
    </>
  );
}

function DemoChoice({ api }: { readonly api: Pick<MonitorApi, 'demo'> }) {
  const [starting, setStarting] = useState(false);
  const [problem, setProblem] = useState('');
  const start = async () => {
    setStarting(true);
    setProblem('');
    try {
      const answer = await api.demo({ on: true });
      if (!answer.ok) setProblem(answer.reason);
    } catch {
      setProblem(words.find.failed);
    }
    setStarting(false);
  };
  return (
    <Choice
      word={starting ? words.demo.starting : words.demo.start}
      about={words.demo.startAbout}
      busy={starting}
      problem={problem}
      act={() => void start()}
    />
  );
}

interface ChoiceProps {
  readonly word: string;
  readonly about: string;
  readonly busy: boolean;
  /** Why it led nowhere; empty where it did not. */
  readonly problem: string;
  readonly act: () => void;
}

/** A way to go on: what it is, what it does, and where it leads. */
function Choice({ word, about, busy, problem, act }: ChoiceProps) {
  return (
    <div class="choice-item">
      <button type="button" class="other choice" aria-busy={busy} onClick={busy ? undefined : act}>
        <span class="choice-words">
          <span class="strong">{word}</span>
          <span class="dim choice-about">{about}</span>
        </span>
        <Chevron points="on" class="chevron" />
      </button>
      <p class="note choice-problem" role="status">
        {problem}
      </p>
    </div>
  );
}
