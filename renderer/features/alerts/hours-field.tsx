import { useId, useRef } from 'preact/hooks';
import { Shape } from '../../ui/shape.tsx';
import { english } from '../../words/english.ts';
import type { HoursDraft, RuleDraft } from './rule-draft.ts';

const words = english.alerts.rule;
const NIGHT: HoursDraft = { from: '22:00', to: '07:00' };

interface HoursFieldProps {
  readonly hours: readonly HoursDraft[];
  readonly set: (part: Pick<RuleDraft, 'quietHours'>) => void;
  readonly problem: string;
}

/** When nobody is told. */
export function HoursField({ hours, set, problem }: HoursFieldProps) {
  const id = useId();
  const add = useRef<HTMLButtonElement>(null);
  const change = (at: number, next: HoursDraft | undefined) => {
    // Its button goes with it.
    if (next === undefined) add.current?.focus();
    set({ quietHours: hours.flatMap((each, index) => (index === at ? (next ?? []) : each)) });
  };
  return (
    <fieldset class="field" aria-describedby={id}>
      <legend class="label">{words.quietHours}</legend>
      {hours.length === 0 && <p class="dim">{words.quietNone}</p>}
      {hours.map((each, at) => (
        <Hours
          key={at}
          hours={each}
          invalid={problem !== ''}
          change={(next) => {
            change(at, next);
          }}
        />
      ))}
      <p id={id} class="field-problem" aria-live="polite">
        {problem}
      </p>
      <button
        ref={add}
        type="button"
        class="quiet-button"
        onClick={() => {
          set({ quietHours: [...hours, NIGHT] });
        }}
      >
        {words.addHours}
      </button>
    </fieldset>
  );
}

interface HoursProps {
  readonly hours: HoursDraft;
  readonly invalid: boolean;
  /** Undefined takes them away. */
  readonly change: (next: HoursDraft | undefined) => void;
}

function Hours({ hours, invalid, change }: HoursProps) {
  const { from, to } = hours;
  return (
    <div class="hours">
      {(['from', 'to'] as const).map((end) => (
        <label key={end} class="hours-end">
          <span class="dim">{end === 'from' ? words.quietFrom : words.quietTo}</span>
          <input
            type="time"
            value={hours[end]}
            aria-invalid={invalid}
            onInput={({ currentTarget }) => {
              change({ ...hours, [end]: currentTarget.value });
            }}
          />
        </label>
      ))}
      <button
        type="button"
        class="close-button"
        aria-label={words.removeHours(from, to)}
        onClick={() => {
          change(undefined);
        }}
      >
        <Shape shape="cross" />
      </button>
    </div>
  );
}
