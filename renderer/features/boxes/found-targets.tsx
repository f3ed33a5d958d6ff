import { english } from '../../words/english.ts';
import { Shape } from '../../ui/shape.tsx';
import type { Find, Findable } from './finding.ts';

interface FoundTargetsProps {
  readonly find: Find;
  readonly chosen: ReadonlySet<string>;
  readonly choose: (addresses: Set<string>) => void;
}

/** Each address with what it is; where there are several, a mark says which are added. */
export function FoundTargets({ find, chosen, choose }: FoundTargetsProps) {
  const [only] = find.targets;
  if (find.targets.length === 1 && only !== undefined) return <OnlyTarget find={find} target={only} />;
  const flip = (address: string) => {
    const next = new Set(chosen);
    if (!next.delete(address)) next.add(address);
    choose(next);
  };
  return (
    <ul class="found-list">
      {find.targets.map((target) => (
        <li key={target.address}>
          <label class={target.box === null ? 'found-target' : 'found-target dim'}>
            <input
              type="checkbox"
              class="check"
              checked={target.box !== null || chosen.has(target.address)}
              disabled={target.box !== null}
              onChange={() => {
                flip(target.address);
              }}
            />
            <TargetWords target={target} address={target.address} />
          </label>
        </li>
      ))}
    </ul>
  );
}

function OnlyTarget({ find, target }: { readonly find: Find; readonly target: Findable }) {
  if (!find.seen) return null;
  return (
    <div class="found-target found-only">
      <span class="found-shape tone-fine">
        <Shape shape="dot" />
      </span>
      <TargetWords target={target} address={find.title === target.address ? '' : target.address} />
    </div>
  );
}

function TargetWords({ target, address }: { readonly target: Findable; readonly address: string }) {
  return (
    <span class="found-words">
      <span class="found-line">
        <span class="strong">{target.what}</span> {address !== '' && <span class="dim">{address}</span>}
      </span>
      <span class="dim found-rest">{target.rest}</span>
    </span>
  );
}

/** What a search has brought, for those who cannot see it; said once. */
export function FoundStatus({ count }: { readonly count: number | null }) {
  return (
    <p class="unseen" role="status">
      {count === null ? '' : english.boxes.found.told(count)}
    </p>
  );
}
