import type { BoxView } from '../../../preload/contract/view.ts';
import { english } from '../../words/english.ts';
import { LatencyRow } from './number-row.tsx';

const words = english.overview;

/** How long requests take: first token, between tokens, whole. */
export function LatencyRows({ box }: { readonly box: BoxView }) {
  return (
    <div class="rows" role="table" aria-label={words.latency}>
      <div class="row row-head faint" role="row">
        <span class="unseen" role="columnheader">
          {words.name}
        </span>
        <span class="unseen" role="columnheader">
          {words.lastMinutes}
        </span>
        <span role="columnheader">{words.p50}</span>
        <span role="columnheader">{words.p95}</span>
      </div>
      <LatencyRow
        name={words.firstToken}
        quantiles={box.firstToken}
        limit={box.limits.firstToken}
        testId="first-token"
      />
      {box.betweenTokens !== null && (
        <LatencyRow name={words.betweenTokens} quantiles={box.betweenTokens} testId="between-tokens" />
      )}
      {box.wholeRequest !== null && (
        <LatencyRow name={words.wholeRequest} quantiles={box.wholeRequest} testId="whole-request" />
      )}
    </div>
  );
}
