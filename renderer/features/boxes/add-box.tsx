import type { MonitorApi } from '../../../preload/contract/api.ts';
import type { Snapshot } from '../../../preload/contract/view.ts';
import { PageFrame } from '../../ui/page-frame.tsx';
import { english } from '../../words/english.ts';
import { BoxFinder } from './box-finder.tsx';

interface AddBoxProps {
  readonly whole: Snapshot;
  readonly api: MonitorApi;
  readonly back: () => void;
}

/** One more box, from its address or from what runs on this computer. */
export function AddBox({ whole: { boxes, demo }, api, back }: AddBoxProps) {
  const { title, about } = english.boxes.add;
  return (
    <PageFrame title={title} about={about} back={back}>
      {demo ? (
        <p class="note page-note">{english.boxes.page.demo}</p>
      ) : (
        <BoxFinder api={api} boxes={boxes} offersDemo={false} done={back} />
      )}
    </PageFrame>
  );
}
