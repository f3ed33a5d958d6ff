import type { TargetedSubmitEvent } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Attach, FieldProblem, MonitorApi } from '../../../preload/contract/api.ts';
import { english } from '../../words/english.ts';
import { attachProblems, problemWords } from './use-attach.ts';

interface AttachFormProps {
  readonly api: Pick<MonitorApi, 'attach'>;
  /** Called once the other monitor is the one that is shown. */
  readonly done: () => void;
  readonly cancel: () => void;
}

const words = english.attach;

/** How one gets address and code, and the fields for them. */
export function AttachForm({ api, done, cancel }: AttachFormProps) {
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const [isBusy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector<HTMLInputElement>('[aria-invalid=true]')?.focus();
  }, [problems]);
  const submit = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy) return;
    const entered = new FormData(event.currentTarget);
    setBusy(true);
    const found = await attachProblems(api, { address: textOf(entered, 'address'), code: textOf(entered, 'code') });
    setBusy(false);
    setProblems(found);
    if (found.length === 0) done();
  };
  return (
    <form ref={form} class="form attach-form" noValidate onSubmit={(event) => void submit(event)}>
      <Steps />
      <Field name="address" label={words.address} example={words.addressExample} problems={problems} first />
      <Field name="code" label={words.code} example={words.codeExample} problems={problems} />
      <p class="note note-bad" role="alert">
        {problemWords(problems, null)}
      </p>
      <div class="form-end">
        <button type="button" class="secondary" onClick={cancel}>
          {words.cancel}
        </button>
        <button type="submit" class="primary" aria-busy={isBusy} aria-disabled={isBusy}>
          {isBusy ? words.attaching : words.attach}
        </button>
      </div>
    </form>
  );
}

function textOf(entered: FormData, name: keyof Attach): string {
  const value = entered.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

function Steps() {
  return (
    <dl class="attach-steps">
      <dt>{words.there}</dt>
      {words.thereCommands.map((command) => (
        <dd key={command} class="command">
          {command}
        </dd>
      ))}
      <dd class="about">{words.port}</dd>
    </dl>
  );
}

interface FieldProps {
  readonly name: keyof Attach;
  readonly label: string;
  readonly example: string;
  readonly problems: readonly FieldProblem[];
  /** Whether the keyboard goes on from here. */
  readonly first?: boolean;
}

function Field({ name, label, example, problems, first = false }: FieldProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const problem = problemWords(problems, name);
  useEffect(() => {
    if (first) field.current?.focus();
  }, [first]);
  return (
    <div>
      <label for={id}>{label}</label>
      <input
        ref={field}
        id={id}
        name={name}
        type="text"
        spellcheck={false}
        autocomplete="off"
        autocapitalize="off"
        placeholder={example}
        aria-invalid={problem !== ''}
        aria-describedby={`${id}-problem`}
      />
      <p id={`${id}-problem`} class="note note-bad" aria-live="polite">
        {problem}
      </p>
    </div>
  );
}
