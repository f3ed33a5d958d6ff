import type { MonitorApi } from '../../../preload/contract/api.ts';
import type { ForwardingView } from '../../../preload/contract/view.ts';
import { goTo } from '../../page.ts';
import { english } from '../../words/english.ts';

interface ForwardSwitchProps {
  readonly box: string;
  readonly forwarding: ForwardingView;
  /** Whether its page has something to ask before it is turned on. */
  readonly asks: boolean;
  readonly api: MonitorApi;
  /** Why it could not be switched, in words; empty when it could. */
  readonly onProblem: (words: string) => void;
}

const words = english.forwarding;

/** The one click, once a destination is there; before that it leads to what is missing. */
export function ForwardSwitch({ box, forwarding, asks, api, onProblem }: ForwardSwitchProps) {
  const on = forwarding.state !== 'off';
  const isReady = forwarding.endpoint !== '' && forwarding.tokenStored && !asks;
  const flip = async () => {
    onProblem('');
    try {
      const answer = await api.setForwarding({ box, on: !on });
      if (!answer.ok) onProblem(answer.reason);
    } catch {
      onProblem(words.failed);
    }
  };
  return (
    <button
      type="button"
      class="switch"
      role="switch"
      aria-checked={on}
      aria-label={words.switchName(box)}
      data-testid="forward"
      onClick={() => {
        if (on || isReady) void flip();
        else goTo({ kind: 'forward', box });
      }}
    >
      <span class="knob" />
    </button>
  );
}
