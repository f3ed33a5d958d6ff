import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { BoxView, WholeState } from '../../../preload/contract/view.ts';
import { showRatio } from '../../ui/format.ts';
import { goTo } from '../../page.ts';
import { keepUnits } from '../../ui/keep-units.ts';
import { Shape } from '../../ui/shape.tsx';
import { Sparkline } from '../../ui/sparkline.tsx';
import { stateLook } from '../../ui/state-look.ts';
import { Value } from '../../ui/value.tsx';
import { withStop } from '../../words/as-sentence.ts';
import { english } from '../../words/english.ts';
import { GpuRows } from './gpu-rows.tsx';
import { LatencyRows } from './latency-rows.tsx';
import { lastHeard, lineLabel, sentencePieces, serves, shortModels, shownState } from './overview-words.ts';
import { RateRows } from './rate-rows.tsx';
import { RequestsBar } from './requests-bar.tsx';
import { Chevron } from '../../ui/chevron.tsx';

const words = english.overview;

interface BoxCardProps {
  readonly box: BoxView;
  /** Ms since the Unix epoch. */
  readonly nowMs: number;
  /** Whether our own network is gone, which the head says. */
  readonly offline: boolean;
  /** The user has just opened it: then the keyboard goes on from here. */
  readonly takesFocus: boolean;
  /** Whether it has a page of its own, for its name and its addresses. */
  readonly opensPage: boolean;
  /** Its alerts that fire. */
  readonly alerts: ComponentChildren;
  /** What it can be waited for. */
  readonly wishes: ComponentChildren;
}

/** One box, open: its state in words, then its numbers in the order of their weight. */
export function BoxCard({ box, nowMs, offline, takesFocus, opensPage, alerts, wishes }: BoxCardProps) {
  const title = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    if (takesFocus) title.current?.focus();
  }, [takesFocus]);

  const shown = shownState(box, offline);
  return (
    <section class="card open" aria-label={words.box(box.name)} data-testid="open-box">
      <div class="box-title">
        <h2 ref={title} tabIndex={-1} title={box.address}>
          {box.name}
        </h2>
        <span class="model dim" title={box.models.join(', ')}>
          {shortModels(box)}
        </span>
        <StatePill state={shown} />
        {opensPage && <PageButton name={box.name} />}
      </div>
      {shown !== 'offline' && <Sentence box={box} />}
      {alerts}
      {notesOf(box, nowMs).map((note) => (
        <p key={note} class="note">
          {note}
        </p>
      ))}
      {serves(box) && <Serving box={box} />}
      {box.gpu !== null && <GpuRows gpu={box.gpu} limits={box.limits} />}
      {wishes}
    </section>
  );
}

function PageButton({ name }: { readonly name: string }) {
  const word = english.boxes.page.open(name);
  return (
    <button
      type="button"
      class="icon-button box-button"
      aria-label={word}
      title={word}
      onClick={() => {
        goTo({ kind: 'box', box: name });
      }}
    >
      <Chevron points="on" />
    </button>
  );
}

function StatePill({ state }: { readonly state: WholeState }) {
  const look = stateLook(state);
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
      {sentencePieces(keepUnits(box.sentence)).map(({ text, isShare }, at) =>
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
  const failing = targets.filter(({ failure }) => targets.length > 1 && failure !== '' && !isSaid(failure, box));
  // Of one that is down its sentence says for how long.
  const heard = state === 'not_nim' ? lastHeard(box, nowMs) : '';
  const said = heard === '' ? [] : [words.lastHeard(heard)];
  const more = notes.filter((note) => !sentence.includes(note));
  return [...said, ...more, ...failing.map(({ address, failure }) => withStop(`${address}: ${failure}`))];
}

/** Whether the box's own sentence says it, be it in other words. */
function isSaid(failure: string, { sentence, state }: BoxView): boolean {
  return sentence.includes(failure) || (state === 'loading' && failure.includes('it is loading'));
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
        <div class="label">{words.kvCache}</div>
        <Value shown={showRatio(kvCache)} class="large" testId="kv-cache" />
      </div>
      <Sparkline
        class="kv-line"
        history={kvCache.history}
        tone={state === 'busy' ? 'amber' : 'blue'}
        max={1}
        limit={limits.kvCache}
        label={lineLabel(words.kvCache, kvCache, showRatio)}
      />
    </div>
  );
}
