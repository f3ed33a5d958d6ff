import { useId, useRef } from 'preact/hooks';
import type { FieldProblem, MonitorApi } from '../../../preload/contract/api.ts';
import type { BoxView, TargetView } from '../../../preload/contract/view.ts';
import { Shape } from '../../ui/shape.tsx';
import { asSentence } from '../../words/as-sentence.ts';
import { english } from '../../words/english.ts';
import { AddressField } from './address-field.tsx';
import { FoundTargets } from './found-targets.tsx';
import type { Find } from './finding.ts';
import { problemOf } from './problems.ts';
import { targetFacts, targetLook } from './target-words.ts';
import { useFinder } from './use-finder.ts';

interface BoxAddressesProps {
  readonly box: BoxView;
  /** Ms since the Unix epoch. */
  readonly nowMs: number;
  readonly api: Pick<MonitorApi, 'look' | 'discover'>;
  readonly problems: readonly FieldProblem[];
  /** All addresses from now on; whether it was done. */
  readonly change: (addresses: readonly string[]) => Promise<boolean>;
}

const words = english.boxes.page;

/** What was found on each address, and one more. The last one goes with its box. */
export function BoxAddresses({ box, nowMs, api, problems, change }: BoxAddressesProps) {
  const finder = useFinder(api, box.name);
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  const find = finder.finding.kind === 'found' ? finder.finding.find : undefined;
  const addresses = box.targets.map(({ address }) => address);
  const drop = async (address: string) => {
    if (await change(addresses.filter((other) => other !== address))) heading.current?.focus();
  };
  const add = async ({ targets }: Find) => {
    if (!(await change([...addresses, ...targets.map(({ address }) => address)]))) return;
    finder.forget();
    heading.current?.focus();
  };
  return (
    <section class="card addresses" aria-labelledby={id}>
      <h2 ref={heading} id={id} tabIndex={-1}>
        {words.addresses}
      </h2>
      <ul class="found-list">
        {box.targets.map((target) => (
          <Address
            key={`${target.job} ${target.address}`}
            target={target}
            nowMs={nowMs}
            drop={addresses.length > 1 ? () => void drop(target.address) : undefined}
          />
        ))}
      </ul>
      <p class="note note-bad" aria-live="polite">
        {problemOf(problems, null, ['name'])}
      </p>
      <AddressField finder={finder} label={words.more} />
      {find !== undefined && <FoundHere find={find} add={() => void add(find)} />}
    </section>
  );
}

interface AddressProps {
  readonly target: TargetView;
  readonly nowMs: number;
  /** Undefined where it cannot go alone. */
  readonly drop: (() => void) | undefined;
}

function Address({ target, nowMs, drop }: AddressProps) {
  const { address, dialect, failure } = target;
  const look = targetLook(target);
  return (
    <li class="found-target">
      <span class={`found-shape tone-${look.tone}`}>
        <Shape shape={look.shape} />
      </span>
      <span class="found-words">
        <span class="found-line">
          <span class="strong">{address}</span> <span class="dim">{dialect === '' ? words.unknown : dialect}</span>
        </span>
        <span class="dim found-rest">{targetFacts(target, nowMs)}</span>
        {failure !== '' && <span class="note note-bad">{asSentence(failure)}</span>}
      </span>
      {drop !== undefined && (
        <button
          type="button"
          class="icon-button"
          aria-label={words.drop(address)}
          title={words.drop(address)}
          onClick={drop}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path
              d="m4.5 4.5 7 7m0-7-7 7"
              fill="none"
              stroke="currentColor"
              stroke-width="1.5"
              stroke-linecap="round"
            />
          </svg>
        </button>
      )}
    </li>
  );
}

function FoundHere({ find, add }: { readonly find: Find; readonly add: () => void }) {
  const addable = find.ssh === null && find.targets.some(({ box }) => box === null);
  return (
    <div class="found-here">
      <FoundTargets find={find} chosen={new Set()} choose={() => undefined} />
      {find.notes.map((note) => (
        <p key={note} class="note">
          {note}
        </p>
      ))}
      {find.ssh !== null && <p class="note">{words.ownWay}</p>}
      {addable && (
        <button type="button" class="plain-button" onClick={add}>
          {find.seen ? words.add : english.boxes.add.anyway}
        </button>
      )}
    </div>
  );
}
