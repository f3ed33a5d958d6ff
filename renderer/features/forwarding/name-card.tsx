import { useRef, useState } from 'preact/hooks';
import type { TargetedSubmitEvent } from 'preact';
import type { MonitorApi } from '../../../preload/contract/api.ts';
import type { BoxView } from '../../../preload/contract/view.ts';
import { goBack, goTo } from '../../page.ts';
import { english } from '../../words/english.ts';

interface NameCardProps {
  readonly box: BoxView;
  readonly api: MonitorApi;
}

const words = english.forwarding;

/** Asks which machine it is, where the address does not tell. */
export function NameCard({ box, api }: NameCardProps) {
  const [problem, setProblem] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const rename = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setProblem('');
    const name = field.current?.value.trim() ?? '';
    try {
      const targets = box.targets.map(({ address }) => address);
      const outcome = await api.changeBox({ box: box.name, name, targets });
      if (!outcome.ok) {
        setProblem(outcome.problems[0]?.message ?? words.failed);
        return;
      }
      goBack();
      goTo({ kind: 'forward', box: name });
    } catch {
      setProblem(words.failed);
    }
  };
  return (
    <section class="card">
      <h2>{words.nameTitle}</h2>
      <p class="note">{words.nameAbout}</p>
      <form class="form" onSubmit={(event) => void rename(event)}>
        <label>
          {words.name}
          <input ref={field} type="text" name="name" required spellcheck={false} defaultValue={box.name} />
        </label>
        <div class="form-end">
          <p class="note note-bad" role="alert">
            {problem}
          </p>
          <button type="submit" class="secondary">
            {words.nameSave}
          </button>
        </div>
      </form>
    </section>
  );
}
