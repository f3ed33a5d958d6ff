import { useEffect, useRef, useState } from 'preact/hooks';
import type { MonitorApi } from '../preload/contract/api.ts';
import type { Snapshot } from '../preload/contract/view.ts';
import { ForwardingFoot } from './features/forwarding/forwarding-foot.tsx';
import { BoxCard } from './features/overview/box-card.tsx';
import { openBox, worstBox } from './features/overview/open-box.ts';
import { OtherBoxes } from './features/overview/other-boxes.tsx';
import { countStates } from './features/overview/overview-words.ts';
import { snapshot } from './store.ts';
import { Mark } from './ui/mark.tsx';
import { SettledStatus } from './ui/settled-status.tsx';
import { stateLook } from './ui/state-look.ts';

export function App({ api }: { readonly api: MonitorApi }) {
  const [chosen, choose] = useChoice();
  const before = useRef<string | null>(null);
  const box = snapshot.value === null ? undefined : openBox(snapshot.value, chosen, before.current);
  before.current = box?.name ?? null;
  if (snapshot.value === null || box === undefined) {
    return <p class="empty">Waiting for the first look at your box.</p>;
  }
  const { boxes, notes, takenAtMs } = snapshot.value;
  const others = boxes.filter((other) => other !== box);
  return (
    <>
      <Head whole={snapshot.value} />
      <main>
        {notes.map((note) => (
          <p key={note} class="note note-bad">
            {note}
          </p>
        ))}
        <BoxCard key={box.name} box={box} nowMs={takenAtMs} takesFocus={box.name === chosen} />
        {others.length > 0 && <OtherBoxes boxes={others} nowMs={takenAtMs} open={choose} />}
      </main>
      <ForwardingFoot key={box.name} box={box.name} named={others.length > 0} forwarding={box.forwarding} api={api} />
    </>
  );
}

/** The box that the user opened; forgotten when the page is out of sight, so that it opens with the worst again. */
function useChoice(): readonly [string | null, (name: string | null) => void] {
  const [chosen, choose] = useState<string | null>(null);
  useEffect(() => {
    const forget = () => {
      if (document.hidden) choose(null);
    };
    document.addEventListener('visibilitychange', forget);
    return () => {
      document.removeEventListener('visibilitychange', forget);
    };
  }, []);
  return [chosen, choose];
}

function Head({ whole }: { readonly whole: Snapshot }) {
  const worst = worstBox(whole);
  if (worst === undefined) return null;
  const said = `${worst.name} ${stateLook(worst.state).headline}`;
  return (
    <header class="head">
      <Mark state={whole.state} />
      <div class="head-words">
        <h1>{said}</h1>
        <p class="dim" data-testid="head-line">
          {whole.boxes.length > 1 ? countStates(whole.boxes) : worst.address}
        </p>
      </div>
      <SettledStatus text={said} />
    </header>
  );
}
