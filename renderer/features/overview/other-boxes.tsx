import type { BoxView } from '../../../preload/contract/view.ts';
import { showRatio } from '../../ui/format.ts';
import { Shape } from '../../ui/shape.tsx';
import { Sparkline } from '../../ui/sparkline.tsx';
import { stateLook } from '../../ui/state-look.ts';
import { Value } from '../../ui/value.tsx';
import { besideName, isAnswering, isKnown, lastHeard, lineLabel } from './overview-words.ts';

interface OtherBoxesProps {
  readonly boxes: readonly BoxView[];
  /** Ms since the Unix epoch. */
  readonly nowMs: number;
  readonly open: (name: string) => void;
}

/** The boxes that are not open, a row each; a click opens one. */
export function OtherBoxes({ boxes, nowMs, open }: OtherBoxesProps) {
  return (
    <nav class="card others" aria-label="Other boxes">
      {boxes.map((box) => (
        <OtherBox
          key={box.name}
          box={box}
          nowMs={nowMs}
          open={() => {
            open(box.name);
          }}
        />
      ))}
    </nav>
  );
}

function OtherBox({ box, nowMs, open }: { readonly box: BoxView; readonly nowMs: number; readonly open: () => void }) {
  const look = stateLook(box.state);
  return (
    <button type="button" class="other" title={box.sentence} data-testid="other-box" onClick={open}>
      <span class={`other-shape tone-${look.tone}`}>
        <Shape shape={look.shape} />
        <span class="unseen">{look.word}:</span>
      </span>
      <span class="other-words">
        <span class="strong">{box.name}</span> <span class="dim">{besideName(box)}</span>
      </span>
      <OtherNumbers box={box} nowMs={nowMs} />
    </button>
  );
}

function OtherNumbers({ box, nowMs }: { readonly box: BoxView; readonly nowMs: number }) {
  const { kvCache, state } = box;
  if (!isAnswering(box)) return <span class="dim other-heard">{lastHeard(box, nowMs)}</span>;
  if (!isKnown(kvCache)) return null;
  return (
    <>
      <Sparkline
        class="other-line"
        history={kvCache.history}
        tone={state === 'fine' ? 'green' : 'amber'}
        max={1}
        label={lineLabel('KV cache', kvCache, showRatio)}
      />
      <Value shown={showRatio(kvCache)} class="strong other-value" />
    </>
  );
}
