import type { BoxView, Tile } from '../../../preload/contract/view.ts';
import { showRate } from '../../ui/format.ts';
import type { LineTone } from '../../ui/sparkline.tsx';
import { NumberRow } from './number-row.tsx';

/** What goes through: tokens, requests, and what went wrong. */
export function RateRows({ box }: { readonly box: BoxView }) {
  const rows: readonly (readonly [name: string, tile: Tile | null, testId: string, tone: LineTone])[] = [
    ['Tokens out', box.tokensOut, 'tokens-out', 'violet'],
    ['Tokens in', box.tokensIn, 'tokens-in', 'violet'],
    ['Requests', box.requests, 'requests', 'violet'],
    ['Failed', box.failures, 'failed', (box.failures?.value ?? 0) > 0 ? 'amber' : 'violet'],
    ['Preempted', box.preemptions, 'preempted', (box.preemptions?.value ?? 0) > 0 ? 'amber' : 'violet'],
  ];
  return (
    <div class="rows" role="table" aria-label="Tokens and requests">
      {rows.map(
        ([name, tile, testId, tone]) =>
          tile !== null && (
            <NumberRow key={testId} name={name} tile={tile} show={showRate} tone={tone} keep="mean" testId={testId} />
          ),
      )}
    </div>
  );
}
