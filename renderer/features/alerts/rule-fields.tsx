import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { RuleLimit } from '../../../preload/contract/rules.ts';
import { english } from '../../words/english.ts';
import type { RuleDraft, TimeDraft, TimeUnit } from './rule-draft.ts';

const words = english.alerts.rule;

/** What an input needs to be tied to its label and to what is wrong with it. */
interface FieldParts {
  readonly id: string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string;
}

interface FieldProps {
  readonly label: string;
  readonly problem: string;
  readonly children: (parts: FieldParts) => ComponentChildren;
}

/** A label, its input, and below it what is wrong. */
function Field({ label, problem, children }: FieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label class="label" for={id}>
        {label}
      </label>
      {children({ id, 'aria-invalid': problem !== '', 'aria-describedby': `${id}-problem` })}
      <p id={`${id}-problem`} class="field-problem" aria-live="polite">
        {problem}
      </p>
    </div>
  );
}

interface LimitFieldsProps {
  readonly limit: RuleLimit;
  readonly draft: RuleDraft;
  readonly set: (part: Partial<RuleDraft>) => void;
  readonly problemOf: (field: string) => string;
}

/** Where it fires, and where it is over. */
export function LimitFields({ limit, draft, set, problemOf }: LimitFieldsProps) {
  const above = limit.side === 'above';
  const labels = {
    threshold: above ? words.above : words.below,
    clear: above ? words.overBelow : words.overAbove,
  };
  return (
    <>
      {(['threshold', 'clear'] as const).map((field) => (
        <Field key={field} label={labels[field]} problem={problemOf(field)}>
          {(parts) => (
            <span class="with-unit">
              <input
                {...parts}
                type="text"
                inputMode="decimal"
                autocomplete="off"
                value={draft[field]}
                onInput={({ currentTarget }) => {
                  set({ [field]: currentTarget.value });
                }}
              />
              <span class="dim">{words.units[limit.unit]}</span>
            </span>
          )}
        </Field>
      ))}
    </>
  );
}

interface TimeFieldProps {
  readonly label: string;
  readonly time: TimeDraft;
  readonly problem: string;
  readonly set: (time: TimeDraft) => void;
}

/** A number and its unit. */
export function TimeField({ label, time, problem, set }: TimeFieldProps) {
  return (
    <Field label={label} problem={problem}>
      {(parts) => (
        <span class="with-unit">
          <input
            {...parts}
            type="text"
            inputMode="decimal"
            autocomplete="off"
            value={time.amount}
            onInput={({ currentTarget }) => {
              set({ ...time, amount: currentTarget.value });
            }}
          />
          <Options
            label={words.unitOf(label)}
            options={words.timeUnits}
            value={time.unit}
            choose={(unit: TimeUnit) => {
              set({ ...time, unit });
            }}
          />
        </span>
      )}
    </Field>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly options: Readonly<Record<T, string>>;
  readonly value: T;
  readonly choose: (value: T) => void;
}

/** One of a few. */
export function ChoiceField<T extends string>({ label, ...rest }: ChoiceProps<T>) {
  return (
    <Field label={label} problem="">
      {({ id }) => <Options id={id} {...rest} />}
    </Field>
  );
}

interface OptionsProps<T extends string> extends Omit<ChoiceProps<T>, 'label'> {
  readonly id?: string;
  /** Where no label stands beside it. */
  readonly label?: string;
}

function Options<T extends string>({ id, label, options, value, choose }: OptionsProps<T>) {
  const all = Object.entries(options) as [T, string][];
  return (
    <select
      id={id}
      aria-label={label}
      value={value}
      onChange={({ currentTarget }) => {
        const chosen = all.find(([key]) => key === currentTarget.value);
        if (chosen !== undefined) choose(chosen[0]);
      }}
    >
      {all.map(([key, text]) => (
        <option key={key} value={key}>
          {text}
        </option>
      ))}
    </select>
  );
}
