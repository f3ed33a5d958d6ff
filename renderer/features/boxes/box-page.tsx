import { useState } from 'preact/hooks';
import type { FieldProblem, MonitorApi, Outcome } from '../../../preload/contract/api.ts';
import type { BoxView, Snapshot } from '../../../preload/contract/view.ts';
import { PageFrame } from '../../ui/page-frame.tsx';
import { english } from '../../words/english.ts';
import { BoxAddresses } from './box-addresses.tsx';
import { BoxName } from './box-name.tsx';
import { problemsOf } from './problems.ts';
import { RemoveBox } from './remove-box.tsx';

interface BoxPageProps {
  readonly whole: Snapshot;
  readonly name: string;
  readonly api: MonitorApi;
  readonly back: () => void;
  /** The box is called so from now on. */
  readonly renamed: (name: string) => void;
}

const words = english.boxes.page;

/** A box's name, its addresses with what was found on each, and its removal. */
export function BoxPage({ whole, name, api, back, renamed }: BoxPageProps) {
  const box = whole.boxes.find((one) => one.name === name);
  return (
    <PageFrame title={name} about={box === undefined ? words.gone : words.about} back={back}>
      {box !== undefined && whole.demo && <p class="note page-note">{words.demo}</p>}
      {box !== undefined && !whole.demo && <Changeable {...{ box, api, back, renamed }} nowMs={whole.takenAtMs} />}
    </PageFrame>
  );
}

interface ChangeableProps extends Pick<BoxPageProps, 'api' | 'back' | 'renamed'> {
  readonly box: BoxView;
  readonly nowMs: number;
}

function Changeable({ box, api, back, renamed, nowMs }: ChangeableProps) {
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const attempt = async (change: () => Promise<Outcome>): Promise<boolean> => {
    const told = await problemsOf(change);
    setProblems(told);
    return told.length === 0;
  };
  const targets = box.targets.map(({ address }) => address);
  const change = (name: string, addresses: readonly string[]) =>
    attempt(() => api.changeBox({ box: box.name, name, targets: addresses }));
  return (
    <>
      <BoxName
        name={box.name}
        problems={problems}
        rename={async (name) => {
          if (await change(name, targets)) renamed(name.trim());
        }}
      />
      <BoxAddresses
        box={box}
        nowMs={nowMs}
        api={api}
        problems={problems}
        change={(addresses) => change(box.name, addresses)}
      />
      <RemoveBox
        name={box.name}
        remove={async () => {
          if (await attempt(() => api.removeBox({ box: box.name }))) back();
        }}
      />
    </>
  );
}
