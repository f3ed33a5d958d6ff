import type { WholeState } from '../../preload/contract/view.ts';
import { stateLook } from './state-look.ts';

/** The chip whose inside says the state, as on the tray. */
export function Mark({ state }: { readonly state: WholeState }) {
  return (
    <svg class={`mark tone-${stateLook(state).tone}`} viewBox="0 0 22 22" width="32" height="32" aria-hidden="true">
      <g fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round">
        <rect x="4.4" y="4.4" width="13.2" height="13.2" rx="3.4" />
        <path d="M8.2 1.6v2.2M13.8 1.6v2.2M8.2 18.2v2.2M13.8 18.2v2.2M1.6 8.2h2.2M1.6 13.8h2.2M18.2 8.2h2.2M18.2 13.8h2.2" />
      </g>
      <Inside state={state} />
    </svg>
  );
}

function Inside({ state }: { readonly state: WholeState }) {
  switch (state) {
    case 'fine':
      return <rect class="mark-fill" x="7.2" y="12.2" width="7.6" height="2.8" rx="1.2" />;
    case 'busy':
      return <rect class="mark-fill" x="7" y="7" width="8" height="8" rx="1.6" />;
    case 'paused':
    case 'no_box':
    case 'offline':
    case 'away':
    case 'starting':
    case 'loading':
      return <path class="mark-line" d="M11 7.8a3.2 3.2 0 1 1-3.2 3.2" />;
    case 'alert':
    case 'down':
    case 'not_nim':
      return <path class="mark-line" d="m8.6 8.6 4.8 4.8m0-4.8-4.8 4.8" />;
  }
}
