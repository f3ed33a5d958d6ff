import { markOf } from '../../preload/contract/mark.ts';
import type { Snapshot } from '../../preload/contract/view.ts';
import { drawMark } from './mark-drawing.ts';
import { stateLook } from './state-look.ts';

const GRID = 32;

/** The chip whose inside says the state, as on the tray. */
export function Mark({ whole }: { readonly whole: Pick<Snapshot, 'state' | 'boxes'> }) {
  const { shape, level } = markOf(whole);
  return (
    <svg
      class={`mark tone-${stateLook(whole.state).tone}`}
      data-mark={shape}
      viewBox={`0 0 ${GRID} ${GRID}`}
      width={GRID}
      height={GRID}
      aria-hidden="true"
    >
      {drawMark(shape, level, GRID).map(({ d, line, tone }) => (
        <path key={d} class={`mark-${tone} ${line === 0 ? 'mark-fill' : 'mark-line'}`} stroke-width={line} d={d} />
      ))}
    </svg>
  );
}
