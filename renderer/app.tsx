import type { MonitorApi } from '../preload/contract/api.ts';
import type { BoxView } from '../preload/contract/view.ts';
import { ForwardingFoot } from './features/forwarding/forwarding-foot.tsx';
import { BoxCard } from './features/overview/box-card.tsx';
import { snapshot } from './store.ts';
import { Mark } from './ui/mark.tsx';
import { stateLook } from './ui/state-look.ts';

export function App({ api }: { readonly api: MonitorApi }) {
  const box = snapshot.value?.boxes[0];
  if (box === undefined) return <p class="empty">Waiting for the first look at your box.</p>;
  return (
    <>
      <Head box={box} />
      <main>
        {snapshot.value?.notes.map((note) => (
          <p key={note} class="note note-bad">
            {note}
          </p>
        ))}
        <BoxCard box={box} />
      </main>
      <ForwardingFoot key={box.name} box={box.name} forwarding={box.forwarding} api={api} />
    </>
  );
}

function Head({ box }: { readonly box: BoxView }) {
  const look = stateLook(box.state);
  return (
    <header class="head">
      <Mark state={box.state} />
      <div class="head-words">
        <h1>
          {box.name} {look.headline}
        </h1>
        <p class="dim">{box.address}</p>
      </div>
    </header>
  );
}
