import { useState } from 'preact/hooks';
import type { MonitorApi } from '../../../preload/contract/api.ts';
import type { ForwardingView, RefusalView } from '../../../preload/contract/view.ts';
import { formatCount } from '../../ui/format.ts';
import { asSentence } from '../../words/as-sentence.ts';
import { english } from '../../words/english.ts';
import { forwardingTitle, ledgerLines } from '../../words/forwarding.ts';
import { ForwardSwitch } from './forward-switch.tsx';

interface LedgerCardProps {
  readonly box: string;
  readonly forwarding: ForwardingView;
  readonly api: MonitorApi;
}

/** How forwarding goes, with its switch, and what became of every point. Nothing while it was never set up. */
export function LedgerCard({ box, forwarding, api }: LedgerCardProps) {
  const [problem, setProblem] = useState('');
  const { endpoint, tokenStored, ledger, reason, refusals } = forwarding;
  if (endpoint === '' || (!tokenStored && ledger.produced === 0)) return null;
  return (
    <section class="card">
      <div class="foot-row">
        <h2 class="foot-words">{forwardingTitle(forwarding)}</h2>
        <ForwardSwitch box={box} forwarding={forwarding} asks={false} api={api} onProblem={setProblem} />
      </div>
      {reason !== '' && <p class="note">{asSentence(reason)}</p>}
      <p class="note note-bad" aria-live="polite">
        {problem}
      </p>
      <dl class="counts">
        {ledgerLines(ledger).map(({ label, points, reasons }) => (
          <div key={label} class="count">
            <dt>{label}</dt>
            <dd class="strong">{formatCount(points)}</dd>
            {reasons.map((reason) => (
              <dd key={reason.words} class="count-reason">
                <span>{reason.words}</span>
                {reason.points !== null && <span>{formatCount(reason.points)}</span>}
              </dd>
            ))}
          </div>
        ))}
      </dl>
      <Refusals refusals={refusals} />
    </section>
  );
}

function Refusals({ refusals }: { readonly refusals: readonly RefusalView[] }) {
  if (refusals.length === 0) return null;
  return (
    <div class="rows">
      <h3 class="label">{english.forwarding.refusals}</h3>
      <ul class="refusals">
        {refusals.map(({ metric, code, sentence }) => (
          <li key={`${metric} ${code} ${sentence}`} title={code}>
            {metric !== '' && <span class="strong">{metric}</span>}
            <span class="dim">{asSentence(sentence)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
