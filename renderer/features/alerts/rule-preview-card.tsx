import type { PreviewedFiring, RulePreview } from '../../../preload/contract/rules.ts';
import { formatClock, formatLasting } from '../../ui/format.ts';
import { keepUnits } from '../../ui/keep-units.ts';
import { english } from '../../words/english.ts';
import type { Previewed } from './follow-preview.ts';
import { nameOf, previewRows, type PreviewRow } from './preview-rows.ts';

const words = english.alerts.preview;
const MOST_ROWS = 4;
const MOST_FIRINGS = 5;

/** When the rule would have fired over what was recorded: in words, and as a strip of that time. */
export function RulePreviewCard({ previewed }: { readonly previewed: Previewed }) {
  const { preview } = previewed;
  const shown = preview !== undefined && preview.fromMs !== null && preview.untilMs !== null;
  return (
    <section class="card preview" aria-labelledby="preview-title" data-testid="preview">
      <h2 id="preview-title">{words.title}</h2>
      <p aria-live="polite" class="preview-said">
        {saidOf(previewed)}
      </p>
      {shown && <Recorded preview={preview} />}
    </section>
  );
}

function saidOf({ preview, problems, failed }: Previewed): string {
  if (problems.length > 0) return words.unknown;
  if (preview === undefined) return failed ? words.failed : words.reading;
  const { fromMs, untilMs, firings } = preview;
  if (fromMs === null || untilMs === null || fromMs === untilMs) return words.nothing;
  const lasting = formatLasting(untilMs - fromMs);
  return firings.length === 0 ? words.wouldNot(lasting) : words.would(lasting, firings.length);
}

function Recorded({ preview }: { readonly preview: RulePreview }) {
  const { firings, fromMs } = preview;
  // The newest last, as on the strip.
  const listed = firings.slice(-MOST_FIRINGS);
  const left = firings.length - listed.length;
  return (
    <>
      <Strip preview={preview} />
      <ul class="history">
        {listed.map((firing) => (
          <Firing key={`${nameOf(firing)} ${firing.firedMs}`} firing={firing} />
        ))}
      </ul>
      {left > 0 && <p class="note">{words.more(left)}</p>}
      <p class="note">{words.since(formatClock(fromMs ?? 0))}</p>
    </>
  );
}

function Firing({ firing }: { readonly firing: PreviewedFiring }) {
  const { firedMs, resolvedMs, text } = firing;
  return (
    <li class="history-row">
      <span class="dim">{formatClock(firedMs)}</span>
      <span class="history-what">
        <span class="strong">{nameOf(firing)}</span> {keepUnits(text)}
      </span>
      <span class={`history-lasting ${resolvedMs === null ? 'bad' : 'dim'}`}>
        {resolvedMs === null ? words.still : words.lasting(formatLasting(resolvedMs - firedMs))}
      </span>
    </li>
  );
}

/** The list says the same in words. */
function Strip({ preview }: { readonly preview: RulePreview }) {
  const rows = previewRows(preview).slice(0, MOST_ROWS);
  return (
    <div class="strip" aria-hidden="true">
      {(rows.length === 0 ? [{ name: '', spans: [] }] : rows).map((row) => (
        <StripRow key={row.name} row={row} />
      ))}
      <div class="strip-times dim">
        <span>{formatClock(preview.fromMs ?? 0)}</span>
        <span>{words.now}</span>
      </div>
    </div>
  );
}

function StripRow({ row: { name, spans } }: { readonly row: PreviewRow }) {
  return (
    <>
      {name !== '' && <span class="strip-name dim">{name}</span>}
      <svg class="strip-line" viewBox="0 0 1 1" preserveAspectRatio="none">
        <rect class="strip-time" width="1" height="1" />
        {spans.map(({ start, width }) => (
          <rect key={start} class="strip-firing" x={start} width={width} height="1" />
        ))}
      </svg>
    </>
  );
}
