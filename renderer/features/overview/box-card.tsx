import { useEffect, useRef } from 'preact/hooks';
import type { BoxView } from '../../../preload/contract/view.ts';
import { showRatio } from '../../ui/format.ts';
import { Shape } from '../../ui/shape.tsx';
import { Sparkline } from '../../ui/sparkline.tsx';
import { stateLook } from '../../ui/state-look.ts';
import { Value } from '../../ui/value.tsx';
import { GpuRows } from './gpu-rows.tsx';
import { LatencyRows } from './latency-rows.tsx';
import { lastHeard, lineLabel, sentencePieces, serves, shortModels } from './overview-words.ts';
import { RateRows } from './rate-rows.tsx';
import { RequestsBar } from './requests-bar.tsx';

interface BoxCardProps {
  readonly box: BoxView;
  /** Ms since the Unix epoch. */
  readonly nowMs: number;
  /** The user has just opened it: then the keyboard goes on from here. */
  readonly takesFocus: boolean;
}

/** One box, open: its state in words, then its numbers in the order of their weight. */
export function BoxCard({ box, nowMs, takesFocus }: BoxCardProps) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) title.current?.focus();
  }, [takesFocus]);

  return (
    <section class="card open" aria-label={`Box ${box.name}`} data-testid="open-box">
      <div class="box-title">
        <h2 ref={title} tabIndex={-1} title={box.address}>
          {box.name}
        </h2>
        <span class="model dim" title={box.models.join(', ')}>
          {shortModels(box)}
        </span>
        <StatePill box={box} />
      </div>
      <Sentence box={box} />
      {notesOf(box, nowMs).map((note) => (
        <p key={note} class="note">
          {note}
        </p>
      ))}
      {serves(box) && <Serving box={box} />}
      {box.gpu !== null && <GpuRows gpu={box.gpu} limits={box.limits} />}
    </section>
  );
}

function StatePill({ box }: { readonly box: BoxView }) {
  const look = stateLook(box.state);
  return (
    <span class={`pill tone-${look.tone}`} data-testid="state">
      <Shape shape={look.shape} />
      {look.word}
    </span>
  );
}

function Sentence({ box }: { readonly box: BoxView }) {
  const pressed = box.state === 'busy';
  return (
    <p class="sentence" data-testid="sentence">
      {sentencePieces(box.sentence).map(({ text, isShare }, at) =>
        isShare && pressed ? (
          <strong key={at} class="share">
            {text}
          </strong>
        ) : (
          text
        ),
      )}
    </p>
  );
}

/** What else is worth knowing: what its targets say for themselves, and how old the numbers of a silent box are. */
function notesOf(box: BoxView, nowMs: number): readonly string[] {
  const { notes, targets, sentence, state } = box;
  const failing = targets.filter(({ failure }) => targets.length > 1 && failure !== '' && !sentence.includes(failure));
  const heard = state === 'down' || state === 'not_nim' ? lastHeard(box, nowMs) : '';
  const said = heard === '' ? [] : [`It was last heard ${heard}.`];
  return [...said, ...notes, ...failing.map(({ address, failure }) => `${address}: ${failure}.`)];
}

function Serving({ box }: { readonly box: BoxView }) {
  return (
    <>
      <KvCache box={box} />
      <RequestsBar running={box.running} waiting={box.waiting} maximum={box.maximum} />
      <LatencyRows box={box} />
      <RateRows box={box} />
    </>
  );
}

function KvCache({ box: { kvCache, limits, state } }: { readonly box: BoxView }) {
  return (
    <div class="kv">
      <div>
        <div class="label">KV cache</div>
        <Value shown={showRatio(kvCache)} class="large" testId="kv-cache" />
      </div>
      <Sparkline
        class="kv-line"
        history={kvCache.history}
        tone={state === 'busy' ? 'amber' : 'blue'}
        max={1}
        limit={limits.kvCache}
        label={lineLabel('KV cache', kvCache, showRatio)}
      />
    </div>
  );
}
