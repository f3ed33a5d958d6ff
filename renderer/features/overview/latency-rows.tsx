import type { BoxView } from '../../../preload/contract/view.ts';
import { LatencyRow } from './number-row.tsx';

/** How long requests take: first token, between tokens, whole. */
export function LatencyRows({ box }: { readonly box: BoxView }) {
  return (
    <div class="rows" role="table" aria-label="Latency">
      <div class="row row-head faint" role="row">
        <span class="unseen" role="columnheader">
          Name
        </span>
        <span class="unseen" role="columnheader">
          Last minutes
        </span>
        <span role="columnheader">p50</span>
        <span role="columnheader">p95</span>
      </div>
      <LatencyRow name="First token" quantiles={box.firstToken} limit={box.limits.firstToken} testId="first-token" />
      {box.betweenTokens !== null && (
        <LatencyRow name="Between tokens" quantiles={box.betweenTokens} testId="between-tokens" />
      )}
      {box.wholeRequest !== null && (
        <LatencyRow name="Whole request" quantiles={box.wholeRequest} testId="whole-request" />
      )}
    </div>
  );
}
