import { useState } from 'preact/hooks';
import type { FieldProblem } from '../../../preload/contract/api.ts';
import { english } from '../../words/english.ts';
import { NameForm } from './name-form.tsx';
import { problemOf } from './problems.ts';

interface BoxNameProps {
  readonly name: string;
  readonly problems: readonly FieldProblem[];
  readonly rename: (name: string) => Promise<void>;
}

const words = english.boxes;

/** The name, and a button once it is another one. */
export function BoxName({ name, problems, rename }: BoxNameProps) {
  const [text, setText] = useState(name);
  return (
    <section class="card">
      <NameForm
        label={words.page.name}
        name={text}
        setName={setText}
        problem={problemOf(problems, 'name', [])}
        hint={words.name.mine}
        button={words.page.rename}
        disabled={text.trim() === name}
        submit={() => void rename(text)}
      />
    </section>
  );
}
