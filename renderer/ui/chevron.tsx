/** Where a button leads: on, or back. */
export function Chevron({
  points,
  class: className = '',
}: {
  readonly points: 'on' | 'back';
  readonly class?: string;
}) {
  return (
    <svg class={className} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path
        d={points === 'on' ? 'm6 3 5 5-5 5' : 'm10 3-5 5 5 5'}
        fill="none"
        stroke="currentColor"
        stroke-width="1.6"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
