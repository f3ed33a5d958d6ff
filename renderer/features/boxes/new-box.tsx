import { useId, useState } from 'preact/hooks';
import type { FieldProblem, MonitorApi, Outcome } from '../../../preload/contract/api.ts';
import type { BoxView } from '../../../preload/contract/view.ts';
import { english } from '../../words/english.ts';
import { boxOfName, type Find } from './finding.ts';
import { FoundTargets } from './found-targets.tsx';
import { NameForm } from './name-form.tsx';
import { problemOf, problemsOf } from './problems.ts';

interface NewBoxProps {
  readonly find: Find;
  readonly boxes: readonly BoxView[];
  readonly api: Pick<MonitorApi, 'addBox' | 'changeBox'>;
  /** It is there, under this name. */
  readonly done: (name: string) => void;
}

const words = english.boxes;

/** What was found, the name it gets, and the button that adds it. A box that has the name already gets it in addition. */
export function NewBox({ find, boxes, api, done }: NewBoxProps) {
  const [chosen, choose] = useState(() => new Set(find.targets.flatMap((one) => (one.wanted ? [one.address] : []))));
  const [name, setName] = useState(find.proposedName);
  const [adding, setAdding] = useState(false);
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const id = useId();
  // A box of its own has its own way to it.
  const known = find.ssh === null ? boxOfName(boxes, name) : undefined;

  const add = async () => {
    setAdding(true);
    const told = await problemsOf(() => addAs(api, { name, targets: [...chosen], ssh: find.ssh }, known));
    setProblems(told);
    setAdding(false);
    if (told.length === 0) done(name.trim());
  };

  return (
    <section class="card found" aria-labelledby={id}>
      <h2 id={id}>{find.title}</h2>
      <FoundTargets find={find} chosen={chosen} choose={choose} />
      {find.notes.map((note) => (
        <p key={note} class="note">
          {note}
        </p>
      ))}
      {find.targets.some(({ box }) => box === null) && (
        <NameForm
          label={words.name.label}
          name={name}
          setName={(text) => {
            setName(text);
            setProblems([]);
          }}
          problem={problemOf(problems, 'name', [])}
          hint={find.asksName ? words.name.which : words.name.mine}
          button={addWord(find, known, adding)}
          disabled={chosen.size === 0}
          busy={adding}
          proposes
          submit={() => void add()}
        />
      )}
      <p class="note note-bad" aria-live="polite">
        {problemOf(problems, null, ['name'])}
      </p>
    </section>
  );
}

function addWord({ seen }: Find, known: BoxView | undefined, adding: boolean): string {
  if (adding) return words.add.adding;
  if (known !== undefined) return words.add.to(known.name);
  return seen ? words.add.one : words.add.anyway;
}

function addAs(
  api: Pick<MonitorApi, 'addBox' | 'changeBox'>,
  box: Parameters<MonitorApi['addBox']>[0],
  known: BoxView | undefined,
): Promise<Outcome> {
  if (known === undefined) return api.addBox(box);
  const there = known.targets.map(({ address }) => address);
  return api.changeBox({ box: known.name, name: known.name, targets: [...there, ...box.targets] });
}
