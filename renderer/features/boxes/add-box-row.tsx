import { Shape } from '../../ui/shape.tsx';
import { english } from '../../words/english.ts';

/** Below the boxes, quietly: the way to one more. */
export function AddBoxRow({ open }: { readonly open: () => void }) {
  return (
    <button type="button" class="add-row" data-testid="add-box" onClick={open}>
      <Shape shape="plus" />
      {english.boxes.add.row}
    </button>
  );
}
