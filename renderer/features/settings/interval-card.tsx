import type { TargetedSubmitEvent } from 'preact';
import { useId, useState } from 'preact/hooks';
import { english } from '../../words/english.ts';
import { intervalWords, ownIntervals } from '../../words/settings.ts';

interface IntervalCardProps {
  /** As it is now. */
  readonly ms: number;
  /** How many addresses have one of their own. */
  readonly own: number;
  readonly isLocked: boolean;
  /** What is wrong with it, in words; empty when nothing is. */
  readonly problem: string;
  readonly set: (ms: number) => void;
}

const words = english.settings;
const CHOICES = Object.entries(intervalWords).map(([ms, label]) => ({ ms: Number(ms), label }));

/** How often every box is asked: one of a few times, or any other. */
export function IntervalCard({ ms, own, isLocked, problem, set }: IntervalCardProps) {
  const name = useId();
  const isUsual = CHOICES.some((choice) => choice.ms === ms);
  const [wantsOther, wantOther] = useState(false);
  const isOther = wantsOther || !isUsual;
  return (
    <fieldset class="card" disabled={isLocked}>
      <legend>{words.interval}</legend>
      <div class="segments">
        {CHOICES.map((choice) => (
          <label key={choice.ms} class="segment">
            <input
              type="radio"
              name={name}
              checked={!isOther && ms === choice.ms}
              onChange={() => {
                wantOther(false);
                set(choice.ms);
              }}
            />
            <span>{choice.label}</span>
          </label>
        ))}
        <label class="segment">
          <input
            type="radio"
            name={name}
            checked={isOther}
            onChange={() => {
              wantOther(true);
            }}
          />
          <span>{words.otherInterval}</span>
        </label>
      </div>
      {isOther && <OtherInterval key={ms} ms={ms} set={set} />}
      {own > 0 && <p class="about">{ownIntervals(own)}</p>}
      <p class="note note-bad" role="alert">
        {problem}
      </p>
    </fieldset>
  );
}

function OtherInterval({ ms, set }: { readonly ms: number; readonly set: (ms: number) => void }) {
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const seconds = new FormData(event.currentTarget).get('seconds');
    set(Math.round(Number(seconds)) * 1000);
  };
  return (
    <form class="seconds" onSubmit={submit}>
      <label>
        <span>{words.seconds}</span>
        <input name="seconds" type="number" min="1" max="3600" required defaultValue={String(Math.round(ms / 1000))} />
      </label>
      <button type="submit" class="quiet-button">
        {words.set}
      </button>
    </form>
  );
}
