import type { Shown } from './format.ts';

/** Digits and unit; the reason for a dash stands in its title, and screen readers hear it. */
export function Value({ shown, class: className, testId }: { shown: Shown; class: string; testId?: string }) {
  const label = shown.why === '' ? {} : { title: shown.why, 'aria-label': shown.why };
  return (
    <span class={`value ${className}`} data-testid={testId} {...label}>
      {shown.text}
      {shown.unit !== '' && <span class="unit">{shown.unit}</span>}
    </span>
  );
}
