import { useEffect, useId, useRef } from 'preact/hooks';

interface NameFormProps {
  readonly label: string;
  readonly name: string;
  readonly setName: (name: string) => void;
  /** What is wrong with the name; empty where nothing is. Then it says `hint`. */
  readonly problem: string;
  readonly hint: string;
  readonly button: string;
  /** Whether there is nothing to do. */
  readonly disabled: boolean;
  readonly busy?: boolean;
  /** The name is a proposal: the keyboard goes on from it, and Enter takes it. */
  readonly proposes?: boolean;
  readonly submit: () => void;
}

/** Most characters of a name. */
const LONGEST = 64;

/** A box's name and the button for it. */
export function NameForm(props: NameFormProps) {
  const { label, name, setName, problem, hint, button, disabled, busy = false, proposes = false, submit } = props;
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => {
    if (proposes) field.current?.select();
  }, [proposes]);
  useEffect(() => {
    if (problem !== '') field.current?.focus();
  }, [problem]);
  return (
    <form
      class="find name-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!disabled && !busy) submit();
      }}
    >
      <label for={id}>{label}</label>
      <div class="find-row">
        <input
          ref={field}
          id={id}
          name="name"
          type="text"
          class="input"
          spellcheck={false}
          autocomplete="off"
          maxLength={LONGEST}
          value={name}
          aria-describedby={`${id}-hint`}
          aria-invalid={problem !== ''}
          onInput={(event) => {
            setName(event.currentTarget.value);
          }}
        />
        <button type="submit" class="primary find-button" disabled={disabled} aria-busy={busy}>
          {button}
        </button>
      </div>
      <p id={`${id}-hint`} class={problem === '' ? 'note' : 'note note-bad'} aria-live="polite">
        {problem === '' ? hint : problem}
      </p>
    </form>
  );
}
