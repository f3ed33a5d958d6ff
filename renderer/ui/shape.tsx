import type { StateShape } from './state-look.ts';

/** A state's shape in the colour of the text around it. */
export function Shape({ shape }: { readonly shape: StateShape }) {
  return (
    <svg class="shape" viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
      <Drawing shape={shape} />
    </svg>
  );
}

function Drawing({ shape }: { readonly shape: StateShape }) {
  switch (shape) {
    case 'ring':
      return <circle class="shape-line" cx="5" cy="5" r="3.6" />;
    case 'dot':
      return <circle class="shape-fill" cx="5" cy="5" r="4.2" />;
    case 'triangle':
      return <path class="shape-fill" d="M5 .9 9.6 9.1H.4Z" />;
    case 'arc':
      return <path class="shape-line" d="M1.4 4.2a3.7 3.7 0 1 0 6.6-1.5" />;
    case 'cross':
      return <path class="shape-line" d="m1.8 1.8 6.4 6.4m0-6.4-6.4 6.4" />;
    case 'question':
      return <path class="shape-line" d="M2.7 3.2a2.3 2.1 0 1 1 3.2 2q-.9.4-.9 1.3M5 8.9v.1" />;
    case 'exclamation':
      return <path class="shape-line" d="M5 1.2v4.6M5 8.8v.1" />;
    case 'pause':
      return <path class="shape-line" d="M3 1.6v6.8M7 1.6v6.8" />;
    case 'gap':
      return <path class="shape-line" d="M.9 5h2M7.1 5h2M4.2 8.2l1.6-6.4" />;
    case 'plus':
      return <path class="shape-line" d="M5 1.2v7.6M1.2 5h7.6" />;
    case 'slash':
      return <path class="shape-line" d="M5 1.4a3.6 3.6 0 1 0 .1 0M1.4 8.6l7.2-7.2" />;
  }
}
