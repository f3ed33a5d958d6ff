import { useState } from 'preact/hooks';
import type { MonitorApi } from '../../../preload/contract/api.ts';
import type { BoxView } from '../../../preload/contract/view.ts';
import { goTo } from '../../page.ts';
import { asSentence } from '../../words/as-sentence.ts';
import { english } from '../../words/english.ts';
import { footLine, forwardingTitle, refusalLine } from '../../words/forwarding.ts';
import { ForwardSwitch } from './forward-switch.tsx';

interface ForwardingFootProps {
  readonly box: BoxView;
  /** Whether there are others, so that it has to say whose forwarding this is. */
  readonly named: boolean;
  readonly api: MonitorApi;
}

const words = english.forwarding;

/** What forwarding does, its numbers, its switch; a click on the words opens the page behind them. */
export function ForwardingFoot({ box: { name: box, nameAssumed, forwarding }, named, api }: ForwardingFootProps) {
  const [problem, setProblem] = useState('');
  const remark = refusalLine(forwarding);
  return (
    <footer class="foot">
      <div class="foot-row">
        <button
          type="button"
          class="foot-words"
          title={words.open(box)}
          data-testid="forwarding-open"
          onClick={() => {
            goTo({ kind: 'forward', box });
          }}
        >
          <span class="foot-title">
            <h2 data-testid="forwarding-title">{forwardingTitle(forwarding)}</h2>
            {named && <span class="dim foot-box">{box}</span>}
          </span>
          <span class="dim foot-line" data-testid="ledger">
            {footLine(forwarding)}
          </span>
        </button>
        <ForwardSwitch box={box} forwarding={forwarding} asks={nameAssumed} api={api} onProblem={setProblem} />
      </div>
      <Missing box={box} forwarding={forwarding} />
      {remark !== '' && <p class="note">{remark}</p>}
      <p class="note note-bad" aria-live="polite">
        {problem}
      </p>
    </footer>
  );
}

/** Why it does not flow, and the button that leads to what is to be done. */
function Missing({ box, forwarding }: { readonly box: string; readonly forwarding: BoxView['forwarding'] }) {
  const { state, reason, heldBy } = forwarding;
  const step = state === 'no_destination' ? words.setUp : state === 'no_token' ? words.enterToken : undefined;
  const button = heldBy === 'token' ? words.newToken : heldBy === 'endpoint' ? words.change : step;
  if (reason === '' && button === undefined) return null;
  const newToken = heldBy === 'token' || state === 'no_token';
  return (
    <div class="foot-missing">
      <p class="note">{asSentence(reason)}</p>
      {button !== undefined && (
        <button
          type="button"
          class="secondary"
          onClick={() => {
            goTo({ kind: 'forward', box, newToken });
          }}
        >
          {button}
        </button>
      )}
    </div>
  );
}
