import type { ComponentChildren } from 'preact';
import type { QuantilesView, Tile } from '../../../preload/contract/view.ts';
import type { Shown } from '../../ui/format.ts';
import type { Keep } from '../../ui/decimate.ts';
import { showSeconds } from '../../ui/format.ts';
import { Sparkline } from '../../ui/sparkline.tsx';
import type { LineTone } from '../../ui/sparkline.tsx';
import { Value } from '../../ui/value.tsx';
import { english } from '../../words/english.ts';
import { lineLabel } from './overview-words.ts';

const words = english.overview;

interface LatencyRowProps {
  readonly name: string;
  readonly quantiles: QuantilesView;
  readonly limit?: number | null;
  readonly testId: string;
}

/** Name, line of p95, p50, p95. */
export function LatencyRow({ name, quantiles: { p50, p95 }, limit = null, testId }: LatencyRowProps) {
  return (
    <Row name={name}>
      <span role="cell">
        <Sparkline
          class="row-line"
          history={p95.history}
          tone="blue"
          limit={limit}
          label={lineLabel(words.lineOfP95(name), p95, showSeconds)}
        />
      </span>
      <span role="cell">
        <Value shown={showSeconds(p50)} class="quiet" testId={`${testId}-p50`} />
      </span>
      <span role="cell">
        <Value shown={showSeconds(p95)} class="strong" testId={`${testId}-p95`} />
      </span>
    </Row>
  );
}

interface NumberRowProps {
  readonly name: string;
  readonly tile: Tile;
  readonly show: (tile: Tile) => Shown;
  readonly tone: LineTone;
  readonly max?: number | undefined;
  readonly limit?: number | null;
  readonly keep?: Keep;
  readonly testId: string;
  /** Before the number's end: what it is a part of. */
  readonly of?: string;
}

/** Name, line, one number. */
export function NumberRow({
  name,
  tile,
  show,
  tone,
  max,
  limit = null,
  keep = 'peaks',
  testId,
  of = '',
}: NumberRowProps) {
  return (
    <Row name={name}>
      <span role="cell">
        <Sparkline
          class="row-line"
          history={tile.history}
          tone={tone}
          limit={limit}
          keep={keep}
          label={lineLabel(name, tile, show)}
          {...(max === undefined ? {} : { max })}
        />
      </span>
      <span role="cell" class="row-wide">
        <Value shown={show(tile)} class="strong" testId={testId} />
        {of !== '' && <span class="dim"> {words.of(of)}</span>}
      </span>
    </Row>
  );
}

/** A row of a table that starts with its name. */
export function Row({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div class="row" role="row">
      <span class="label" role="rowheader">
        {name}
      </span>
      {children}
    </div>
  );
}
