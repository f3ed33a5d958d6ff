import { UNKNOWN, type Shown } from './format.ts';

interface ValueProps {
  readonly shown: Shown;
  readonly class: string;
  readonly testId?: string;
}

/** Digits and unit; the reason for a dash stands in its title, and screen readers hear it instead. */
export function Value({ shown, class: className, testId }: ValueProps) {
  const { text, unit, why } = shown;
  return (
    <span
      class={`value ${className}${text === UNKNOWN ? ' unknown' : ''}`}
      data-testid={testId}
      title={why === '' ? undefined : why}
    >
      {text}
      {unit !== '' && <span class="unit">{unit}</span>}
      {why !== '' && <span class="unseen">, {why}</span>}
    </span>
  );
}
