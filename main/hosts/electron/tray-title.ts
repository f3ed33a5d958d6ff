import type { BoxView, Snapshot } from '../../../preload/contract/view.ts';

/** What may stand beside the icon. */
export type TitleChoice = 'none' | 'kv-cache' | 'waiting';

/** The highest number of all boxes; empty where none is known, so that nothing stands there. */
export function trayTitle({ boxes, state }: Snapshot, choice: TitleChoice): string {
  if (state === 'away') return '';
  switch (choice) {
    case 'none':
      return '';
    case 'kv-cache':
      return highest(
        boxes,
        ({ kvCache }) => kvCache.value,
        (value) => `${Math.round(value * 100)} %`,
      );
    case 'waiting':
      return highest(boxes, ({ waiting }) => waiting.value, String);
  }
}

function highest(
  boxes: readonly BoxView[],
  numberOf: (box: BoxView) => number | null,
  write: (value: number) => string,
): string {
  const known = boxes.flatMap((box) => numberOf(box) ?? []);
  return known.length === 0 ? '' : write(Math.max(...known));
}
