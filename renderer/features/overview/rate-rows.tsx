import type { BoxView, Tile } from '../../../preload/contract/view.ts';
import { showRate } from '../../ui/format.ts';
import type { LineTone } from '../../ui/sparkline.tsx';
import { english } from '../../words/english.ts';
import { NumberRow } from './number-row.tsx';

const words = english.overview;

/** What goes through: tokens, requests, and what went wrong. */
export function RateRows({ box }: { readonly box: BoxView }) {
  const rows: readonly (readonly [name: string, tile: Tile | null, testId: string, tone: LineTone])[] = [
    [words.tokensOut, box.tokensOut, 'tokens-out', 'violet'],
    [words.tokensIn, box.tokensIn, 'tokens-in', 'violet'],
    [words.requests, box.requests, 'requests', 'violet'],
    [words.failed, box.failures, 'failed', (box.failures?.value ?? 0) > 0 ? 'amber' : 'violet'],
    [words.preempted, box.preemptions, 'preempted', (box.preemptions?.value ?? 0) > 0 ? 'amber' : 'violet'],
  ];
  return (
    <div class="rows" role="table" aria-label={words.rates}>
      {rows.map(
        ([name, tile, testId, tone]) =>
          tile !== null && (
            <NumberRow key={testId} name={name} tile={tile} show={showRate} tone={tone} keep="mean" testId={testId} />
          ),
      )}
    </div>
  );
}
