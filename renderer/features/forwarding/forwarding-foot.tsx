import { useState } from 'preact/hooks';
import type { MonitorApi } from '../../../preload/contract/api.ts';
import type { ForwardingView } from '../../../preload/contract/view.ts';
import { DestinationForm } from './destination-form.tsx';
import { forwardingTitle, ledgerLine, refusedReasons } from './forwarding-words.ts';

interface ForwardingFootProps {
  readonly box: string;
  /** Whether there are others, so that it has to say whose forwarding this is. */
  readonly named: boolean;
  readonly forwarding: ForwardingView;
  readonly api: MonitorApi;
}

const shownRefusals = 3;

/** What forwarding does, its numbers, its switch; and while something is missing, the form for it. */
export function ForwardingFoot({ box, named, forwarding, api }: ForwardingFootProps) {
  const [problem, setProblem] = useState('');
  const on = forwarding.state !== 'off';
  const missing = forwarding.state === 'no_destination' || forwarding.state === 'no_token';

  const flip = async () => {
    setProblem('');
    try {
      const answer = await api.setForwarding({ box, on: !on });
      // What is missing has its form, which says it better.
      if (!answer.ok && forwarding.endpoint !== '' && forwarding.tokenStored) setProblem(answer.reason);
    } catch {
      setProblem('This did not work. Try again.');
    }
  };

  return (
    <footer class="foot">
      <div class="foot-row">
        <div class="foot-words">
          <div class="foot-title">
            <h2 data-testid="forwarding-title">{forwardingTitle(forwarding)}</h2>
            {named && <span class="dim foot-box">{box}</span>}
          </div>
          <p class="dim" data-testid="ledger" title={refusedReasons(forwarding.ledger)}>
            {ledgerLine(forwarding.ledger)}
          </p>
        </div>
        <button
          type="button"
          class="switch"
          role="switch"
          aria-checked={on}
          aria-label={`Forward ${box} to Dynatrace`}
          data-testid="forward"
          onClick={() => void flip()}
        >
          <span class="knob" />
        </button>
      </div>
      {forwarding.reason !== '' && <p class="note">{forwarding.reason}</p>}
      {forwarding.refusals.slice(0, shownRefusals).map(({ metric, code, sentence }) => (
        <p key={`${metric} ${code}`} class="note" title={code}>
          {metric === '' ? sentence : `${metric}: ${sentence}`}
        </p>
      ))}
      <p class="note note-bad" aria-live="polite">
        {problem}
      </p>
      {missing && <DestinationForm endpoint={forwarding.endpoint} save={api.saveDestination} />}
    </footer>
  );
}
