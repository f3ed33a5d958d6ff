import { useId } from 'preact/hooks';
import { english } from '../../words/english.ts';
import type { RuleDraft } from './rule-draft.ts';

const words = english.alerts.rule;

interface BoxesFieldProps {
  readonly draft: Pick<RuleDraft, 'allBoxes' | 'boxes'>;
  /** Those that are watched. */
  readonly boxNames: readonly string[];
  readonly set: (part: Partial<RuleDraft>) => void;
  readonly problem: string;
}

/** Whether a rule is for all boxes, or for which. */
export function BoxesField({ draft: { allBoxes, boxes }, boxNames, set, problem }: BoxesFieldProps) {
  const id = useId();
  const flip = (name: string) => {
    set({ boxes: boxes.includes(name) ? boxes.filter((each) => each !== name) : [...boxes, name] });
  };
  return (
    <fieldset class="field" aria-describedby={id}>
      <legend class="label">{words.boxes}</legend>
      <Check
        label={words.allBoxes}
        checked={allBoxes}
        invalid={false}
        flip={() => {
          set({ allBoxes: !allBoxes, boxes: allBoxes ? boxNames : boxes });
        }}
      />
      {!allBoxes &&
        boxNames.map((name) => (
          <Check
            key={name}
            label={name}
            checked={boxes.includes(name)}
            invalid={problem !== ''}
            flip={() => {
              flip(name);
            }}
          />
        ))}
      <p id={id} class="field-problem" aria-live="polite">
        {problem}
      </p>
    </fieldset>
  );
}

interface CheckProps {
  readonly label: string;
  readonly checked: boolean;
  readonly invalid: boolean;
  readonly flip: () => void;
}

function Check({ label, checked, invalid, flip }: CheckProps) {
  return (
    <label class="check-line">
      <input type="checkbox" checked={checked} aria-invalid={invalid} onChange={flip} />
      {label}
    </label>
  );
}
