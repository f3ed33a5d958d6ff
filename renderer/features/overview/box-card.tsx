import type { BoxView } from '../../../preload/contract/view.ts';
import { showRate, showRatio, showSeconds } from '../../ui/format.ts';
import { Sparkline } from '../../ui/sparkline.tsx';
import { stateLook } from '../../ui/state-look.ts';
import { Value } from '../../ui/value.tsx';
import { RequestsBar } from './requests-bar.tsx';

/** One box, open: its state in words, then its numbers in the order of their weight. */
export function BoxCard({ box }: { readonly box: BoxView }) {
  return (
    <section class="card" aria-label={`Box ${box.name}`}>
      <div class="box-title">
        <h2>{box.name}</h2>
        <span class="model dim" title={box.models.join(', ')}>
          {box.models.map(shortModel).join(', ')}
        </span>
        <StatePill box={box} />
      </div>
      <p class="sentence" data-testid="sentence">
        {box.sentence}
      </p>
      {box.notes.map((note) => (
        <p key={note} class="note dim">
          {note}
        </p>
      ))}
      <KvCache box={box} />
      <RequestsBar running={box.running} waiting={box.waiting} maximum={box.maximum} />
      <FirstToken box={box} />
      <TokensOut box={box} />
    </section>
  );
}

function StatePill({ box }: { readonly box: BoxView }) {
  const look = stateLook(box.state);
  return (
    <span class={`pill tone-${look.tone}`} data-testid="state">
      <span aria-hidden="true">{look.shape}</span>
      {look.word}
    </span>
  );
}

function KvCache({ box }: { readonly box: BoxView }) {
  const shown = showRatio(box.kvCache);
  const tone = box.state === 'busy' ? 'amber' : 'blue';
  return (
    <div class="kv">
      <div>
        <div class="label">KV cache</div>
        <Value shown={shown} class="large" testId="kv-cache" />
      </div>
      <Sparkline
        class="kv-line"
        history={box.kvCache.history}
        tone={tone}
        max={1}
        label={`KV cache over the last minutes, now ${shown.text} ${shown.unit}`}
      />
    </div>
  );
}

function FirstToken({ box }: { readonly box: BoxView }) {
  const p95 = showSeconds(box.firstToken.p95);
  return (
    <div class="rows">
      <div class="row row-head" aria-hidden="true">
        <span />
        <span />
        <span class="faint">p50</span>
        <span class="faint">p95</span>
      </div>
      <div class="row">
        <span class="label">First token</span>
        <Sparkline
          class="row-line"
          history={box.firstToken.p95.history}
          tone="blue"
          label={`Time to first token, 95th percentile, now ${p95.text} ${p95.unit}`}
        />
        <Value shown={showSeconds(box.firstToken.p50)} class="quiet" testId="first-token-p50" />
        <Value shown={p95} class="strong" testId="first-token-p95" />
      </div>
    </div>
  );
}

function TokensOut({ box }: { readonly box: BoxView }) {
  const rate = showRate(box.tokensOut);
  return (
    <div class="rows">
      <div class="row">
        <span class="label">Tokens out</span>
        <Sparkline
          class="row-line"
          history={box.tokensOut.history}
          tone="violet"
          label={`Generated tokens per second, now ${rate.text}`}
        />
        <span />
        <Value shown={rate} class="strong" testId="tokens-out" />
      </div>
    </div>
  );
}

/** `meta/llama-3.1-8b-instruct` without the publisher; the title keeps it. */
function shortModel(model: string): string {
  return model.slice(model.lastIndexOf('/') + 1);
}
