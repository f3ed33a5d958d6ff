import type { BoxView } from '../../../preload/contract/view.ts';
import { showRatio } from '../../ui/format.ts';
import { Shape } from '../../ui/shape.tsx';
import { Sparkline } from '../../ui/sparkline.tsx';
import { stateLook } from '../../ui/state-look.ts';
import { Value } from '../../ui/value.tsx';
import { english } from '../../words/english.ts';
import { howLong, isAnswering, isKnown, lineLabel, shortModels, shownState, stateBeside } from './overview-words.ts';

const words = english.overview;

interface OtherBoxesProps {
  readonly boxes: readonly BoxView[];
  /** Ms since the Unix epoch. */
  readonly nowMs: number;
  /** Whether our own network is gone. */
  readonly offline: boolean;
  readonly open: (name: string) => void;
}

/** The boxes that are not open, a row each; a click opens one. */
export function OtherBoxes({ boxes, nowMs, offline, open }: OtherBoxesProps) {
  return (
    <nav class="card others" aria-label={words.others}>
      {boxes.map((box) => (
        <OtherBox
          key={box.name}
          box={box}
          nowMs={nowMs}
          offline={offline}
          open={() => {
            open(box.name);
          }}
        />
      ))}
    </nav>
  );
}

interface OtherBoxProps extends Omit<OtherBoxesProps, 'boxes' | 'open'> {
  readonly box: BoxView;
  readonly open: () => void;
}

function OtherBox({ box, nowMs, offline, open }: OtherBoxProps) {
  const look = stateLook(shownState(box, offline));
  const beside = stateBeside(box, offline);
  return (
    <button type="button" class="other" title={box.sentence} data-testid="other-box" onClick={open}>
      <span class={`other-shape tone-${look.tone}`}>
        <Shape shape={look.shape} />
        <span class="unseen">{look.word}:</span>
      </span>
      <span class="other-words">
        <span class="strong other-name">{box.name}</span> <OtherModel box={box} />
        {beside !== '' && <span class="dim other-state"> {beside}</span>}
      </span>
      <OtherNumbers {...{ box, nowMs, offline }} />
    </button>
  );
}

function OtherModel({ box }: { readonly box: BoxView }) {
  const models = shortModels(box);
  if (models === '') return null;
  return (
    <span class="dim other-model" title={models}>
      {models}
    </span>
  );
}

function OtherNumbers({ box, nowMs, offline }: Omit<OtherBoxProps, 'open'>) {
  const { kvCache, state } = box;
  if (!isAnswering(box)) return <span class="dim other-heard">{howLong(box, nowMs, offline)}</span>;
  if (!isKnown(kvCache)) return null;
  return (
    <>
      <Sparkline
        class="other-line"
        history={kvCache.history}
        tone={state === 'fine' ? 'green' : 'amber'}
        max={1}
        label={lineLabel(words.kvCache, kvCache, showRatio)}
      />
      <Value shown={showRatio(kvCache)} class="strong other-value" />
    </>
  );
}
