import { Fragment, type ComponentChildren, type TargetedEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { FamilyPlan, FamilySwitches, SendPlan } from '../../../preload/contract/destination.ts';
import { english } from '../../words/english.ts';
import { familyLine } from '../../words/forwarding.ts';
import { presetWords } from '../../words/settings.ts';
import { found } from './plan-changes.ts';

interface FamilyListProps {
  readonly plan: SendPlan;
  readonly choose: (switches: FamilySwitches) => void;
}

const words = english.forwarding;
const PRESETS = ['default', 'dashboards', 'everything'] as const;
/** Rows that are drawn at first, and more as the list is scrolled. */
const SLICE = 40;
/** How near the end of the list the next rows are drawn, pixels. */
const NEAR_PX = 200;

/** The preset, and every metric with its switch. */
export function FamilyList({ plan, choose }: FamilyListProps) {
  const [text, setText] = useState('');
  const [limit, setLimit] = useState(SLICE);
  const families = found(plan.families, text);
  const scrolled = ({ currentTarget: list }: TargetedEvent<HTMLUListElement>) => {
    if (list.scrollTop + list.clientHeight > list.scrollHeight - NEAR_PX && limit < families.length)
      setLimit(limit + SLICE);
  };
  return (
    <div class="families">
      <fieldset class="segments">
        <legend class="unseen">{words.preset}</legend>
        {PRESETS.map((preset) => (
          <label key={preset} class="segment">
            <input
              type="radio"
              name="preset"
              checked={plan.preset === preset}
              onChange={() => {
                choose({ preset, on: [], off: [] });
              }}
            />
            <span>{presetWords[preset].name}</span>
          </label>
        ))}
      </fieldset>
      <p class="note">{presetWords[plan.preset].about}</p>
      <input
        type="search"
        class="search"
        aria-label={words.find}
        placeholder={words.find}
        value={text}
        spellcheck={false}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setLimit(SLICE);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || text === '') return;
          // Else it would leave the page.
          event.preventDefault();
          setText('');
        }}
      />
      {families.length === 0 && <p class="note">{words.noneFound}</p>}
      <ul class="family-rows" onScroll={scrolled}>
        {families.slice(0, limit).map((family) => (
          <FamilyRow
            key={family.name}
            family={family}
            flip={() => {
              const moved = [family.name];
              choose({ preset: plan.preset, on: family.sent ? [] : moved, off: family.sent ? moved : [] });
            }}
          />
        ))}
      </ul>
    </div>
  );
}

function FamilyRow({ family, flip }: { readonly family: FamilyPlan; readonly flip: () => void }) {
  return (
    <li class="family" title={family.help}>
      <span class="family-words">
        <span class="family-name">{breakable(family.name)}</span>
        <span class="dim">{familyLine(family)}</span>
      </span>
      <button
        type="button"
        class="switch switch-small"
        role="switch"
        aria-checked={family.sent}
        aria-label={family.name}
        onClick={flip}
      >
        <span class="knob" />
      </button>
    </li>
  );
}

/** A name that may go on in the next line behind each of its parts. */
function breakable(name: string): ComponentChildren {
  return name.split(/(?<=[_:])/).map((part, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
