import { useEffect, useId, useRef } from 'preact/hooks';
import { english } from '../../words/english.ts';
import type { Finder } from './use-finder.ts';

interface AddressFieldProps {
  readonly finder: Finder;
  readonly label: string;
  /** The keyboard begins here. */
  readonly autofocus?: boolean;
}

const words = english.boxes.find;

/** One field for an address in any form, and the button that looks there. What is wrong with the text stands below it. */
export function AddressField({ finder: { finding, look, forget }, label, autofocus = false }: AddressFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const looking = finding.kind === 'looking' && finding.where === 'there';
  const problem = finding.kind === 'refused' && finding.where === 'there' ? finding.reason : '';
  useEffect(() => {
    if (problem !== '') field.current?.focus();
  }, [problem]);
  const submit = () => {
    const text = field.current?.value.trim() ?? '';
    if (text === '') field.current?.focus();
    else if (!looking) void look(text);
  };
  return (
    <form
      class="find"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <label for={id}>{label}</label>
      <div class="find-row">
        <input
          ref={field}
          id={id}
          name="address"
          type="text"
          class="input"
          spellcheck={false}
          autocomplete="off"
          autocapitalize="off"
          autofocus={autofocus}
          placeholder={words.placeholder}
          aria-describedby={`${id}-hint`}
          aria-invalid={problem !== ''}
          onInput={() => {
            if (finding.kind !== 'nothing') forget();
          }}
        />
        <button type="submit" class="primary find-button" aria-busy={looking}>
          {looking ? words.looking : words.look}
        </button>
      </div>
      <p id={`${id}-hint`} class={problem === '' ? 'note' : 'note note-bad'} aria-live="polite">
        {problem === '' ? words.hint : problem}
      </p>
    </form>
  );
}
