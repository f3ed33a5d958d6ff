import { useId } from 'preact/hooks';
import type { FamilyPreset } from '../../../preload/contract/destination.ts';
import type { SettingsChange, SettingsView } from '../../../preload/contract/settings.ts';
import { english } from '../../words/english.ts';
import { presetWords } from '../../words/settings.ts';

interface SentCardProps {
  readonly view: SettingsView;
  readonly isLocked: boolean;
  readonly problemOf: (field: 'families' | 'summaryQuantiles') => string;
  readonly change: (change: SettingsChange) => void;
}

const words = english.settings;
const PRESETS: readonly FamilyPreset[] = ['default', 'dashboards', 'everything'];

/** What is sent of every box that is forwarded. */
export function SentCard({ view, isLocked, problemOf, change }: SentCardProps) {
  const name = useId();
  return (
    <fieldset class="card" disabled={isLocked}>
      <legend>{words.sent}</legend>
      {PRESETS.map((preset) => (
        <label key={preset} class="option">
          <input
            type="radio"
            name={name}
            checked={view.families === preset}
            onChange={() => {
              change({ families: preset });
            }}
          />
          <span>
            <span class="option-name">{presetWords[preset].name}</span>
            <span class="about">{presetWords[preset].about}</span>
          </span>
        </label>
      ))}
      <p class="note note-bad" role="alert">
        {problemOf('families')}
      </p>
      <Quantiles
        on={view.summaryQuantiles}
        isLocked={isLocked}
        set={(summaryQuantiles) => {
          change({ summaryQuantiles });
        }}
      />
      <p class="note note-bad" role="alert">
        {problemOf('summaryQuantiles')}
      </p>
    </fieldset>
  );
}

interface QuantilesProps {
  readonly on: boolean;
  readonly isLocked: boolean;
  readonly set: (on: boolean) => void;
}

function Quantiles({ on, isLocked, set }: QuantilesProps) {
  const id = useId();
  return (
    <div class="switch-row">
      <span>
        <span class="option-name" id={id}>
          {words.quantiles}
        </span>
        <span class="about">{words.quantilesAbout}</span>
      </span>
      <button
        type="button"
        class="switch"
        role="switch"
        aria-checked={on}
        aria-labelledby={id}
        disabled={isLocked}
        onClick={() => {
          set(!on);
        }}
      >
        <span class="knob" />
      </button>
    </div>
  );
}
