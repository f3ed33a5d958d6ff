import type { Tile } from '../../../preload/contract/view.ts';
import { showCount } from '../../ui/format.ts';
import { Value } from '../../ui/value.tsx';
import { english } from '../../words/english.ts';

const words = english.overview;

interface RequestsBarProps {
  readonly running: Tile;
  readonly waiting: Tile;
  readonly maximum: Tile;
}

/**
 * Requests as one bar: running, waiting, room for more. Where the most is not known the bar shows only their proportion;
 * there is none while neither is known.
 */
export function RequestsBar({ running, waiting, maximum }: RequestsBarProps) {
  if (running.value === null && waiting.value === null) return null;
  const runningCount = running.value ?? 0;
  const waitingCount = waiting.value ?? 0;
  const whole = Math.max(maximum.value ?? 0, runningCount + waitingCount, 1);
  const shownRunning = showCount(running);
  const shownWaiting = showCount(waiting);
  return (
    <div class="requests">
      <svg class="bar" role="img" aria-label={words.bar(shownRunning.text, shownWaiting.text)}>
        <rect class="bar-free" width="100%" height="100%" />
        <rect class="bar-running" width={percent(runningCount, whole)} height="100%" />
        <rect class="bar-waiting" x={percent(runningCount, whole)} width={percent(waitingCount, whole)} height="100%" />
      </svg>
      <div class="legend">
        <span>
          <i class="key key-running" aria-hidden="true" />
          <Value shown={shownRunning} class="strong" testId="running" /> <span class="dim">{words.running}</span>
        </span>
        <span>
          <i class="key key-waiting" aria-hidden="true" />
          <Value shown={shownWaiting} class="strong" testId="waiting" /> <span class="dim">{words.waiting}</span>
        </span>
        {maximum.value !== null && <span class="dim of">{words.of(showCount(maximum).text)}</span>}
      </div>
    </div>
  );
}

function percent(part: number, whole: number): string {
  return `${(part / whole) * 100}%`;
}
