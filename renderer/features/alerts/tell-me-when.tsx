import { useState } from 'preact/hooks';
import type { MonitorApi } from '../../../preload/contract/api.ts';
import type { BoxView } from '../../../preload/contract/view.ts';
import { english } from '../../words/english.ts';
import { wishChips, type WishChip } from './wish-chips.ts';

const words = english.alerts.wish;

interface TellMeWhenProps {
  readonly box: BoxView;
  readonly wish: MonitorApi['wish'];
}

/** One click each: what to wait for at a box; another one takes it back. */
export function TellMeWhen({ box, wish }: TellMeWhenProps) {
  const [problem, setProblem] = useState('');
  const chips = wishChips(box);
  if (chips.length === 0) return null;
  const flip = async ({ until, made }: WishChip) => {
    try {
      const answer = await wish({ box: box.name, until, on: !made });
      setProblem(answer.ok ? '' : answer.reason);
    } catch {
      setProblem(english.alerts.failed);
    }
  };
  return (
    <div class="wishes" data-testid="wishes">
      <span class="label" aria-hidden="true">
        {words.label}
      </span>
      <div class="chips" role="group" aria-label={words.group(box.name)}>
        {chips.map((chip) => (
          <button
            key={chip.label}
            type="button"
            class="chip"
            aria-pressed={chip.made}
            title={chip.made ? words.takeBack : words.make}
            onClick={() => void flip(chip)}
          >
            {chip.made && <Tick />}
            {chip.label}
          </button>
        ))}
      </div>
      <p class="note note-bad" aria-live="polite">
        {problem}
      </p>
    </div>
  );
}

function Tick() {
  return (
    <svg class="shape" viewBox="0 0 10 10" width="9" height="9" aria-hidden="true">
      <path class="shape-line" d="m1.4 5.4 2.4 2.4 4.8-5.4" stroke-linejoin="round" />
    </svg>
  );
}
