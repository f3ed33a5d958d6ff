import { useEffect, useRef, useState } from 'preact/hooks';
import type { MonitorApi } from '../preload/contract/api.ts';
import type { BoxView, Snapshot } from '../preload/contract/view.ts';
import { AlertLines } from './features/alerts/alert-lines.tsx';
import { TellMeWhen } from './features/alerts/tell-me-when.tsx';
import { AwayCard } from './features/attach/away-card.tsx';
import { AddBoxRow } from './features/boxes/add-box-row.tsx';
import { DemoLine } from './features/boxes/demo-line.tsx';
import { FirstStart } from './features/boxes/first-start.tsx';
import { ForwardingFoot } from './features/forwarding/forwarding-foot.tsx';
import { Head, type HeadPage } from './features/head/head.tsx';
import { BoxCard } from './features/overview/box-card.tsx';
import { openBox, worstBox } from './features/overview/open-box.ts';
import { OtherBoxes } from './features/overview/other-boxes.tsx';
import { countStates } from './features/overview/overview-words.ts';
import { PageView } from './page-view.tsx';
import { usePageFocus } from './page-focus.tsx';
import { goTo, page } from './page.ts';
import { isAway, snapshot } from './store.ts';
import { english } from './words/english.ts';

interface AppProps {
  readonly api: MonitorApi;
  /** Whether it stands in the desktop program. */
  readonly inShell: boolean;
}

export function App({ api, inShell }: AppProps) {
  const [chosen, choose] = useChoice();
  useShow(api, choose);
  usePageFocus(page.value);
  const before = useRef<string | null>(null);
  const box = snapshot.value === null ? undefined : openBox(snapshot.value, chosen, before.current);
  before.current = box?.name ?? null;
  if (snapshot.value === null) return <p class="empty">{english.frame.waiting}</p>;
  if (page.value.kind !== 'overview')
    return <PageView page={page.value} whole={snapshot.value} api={api} inShell={inShell} />;
  if (isLost(snapshot.value, isAway.value))
    return <Away whole={{ ...snapshot.value, state: 'away' }} {...{ api, box, choose }} />;
  if (box === undefined) return <FirstStart api={api} added={choose} openSettings={openSettings} />;
  const whole = snapshot.value;
  const { boxes, notes, takenAtMs, demo, state } = whole;
  const others = boxes.filter((other) => other !== box);
  return (
    <>
      <Head whole={whole} worst={worstBox(whole)} counted={countStates(boxes)} api={api} open={openPage} />
      {demo && <DemoLine api={api} />}
      <main>
        {notes.map((note) => (
          <p key={note} class="note note-bad">
            {note}
          </p>
        ))}
        <BoxCard
          key={box.name}
          box={box}
          nowMs={takenAtMs}
          offline={state === 'offline'}
          takesFocus={box.name === chosen}
          opensPage={!demo}
          alerts={<AlertLines box={box} nowMs={takenAtMs} snooze={api.snooze} />}
          wishes={<TellMeWhen box={box} wish={api.wish} />}
        />
        {others.length > 0 && (
          <OtherBoxes boxes={others} nowMs={takenAtMs} offline={state === 'offline'} open={choose} />
        )}
        {!demo && <AddBoxRow open={openAddBox} />}
      </main>
      <ForwardingFoot key={box.name} box={box} named={others.length > 0} api={api} />
    </>
  );
}

/** Whether the monitor can be told nothing: it is away, or the way to it is lost. Where no box is known yet, the note says it. */
function isLost({ state, boxes }: Snapshot, isWayLost: boolean): boolean {
  return state === 'away' || (isWayLost && boxes.length > 0);
}

interface AwayProps {
  readonly whole: Snapshot;
  readonly box: BoxView | undefined;
  readonly api: MonitorApi;
  readonly choose: (box: string) => void;
}

/** What the monitor said last, and nothing that it would have to do. */
function Away({ whole, box, api, choose }: AwayProps) {
  const { attached, boxes, takenAtMs } = whole;
  const others = boxes.filter((other) => other !== box);
  return (
    <>
      <Head whole={whole} worst={undefined} counted="" api={api} open={openPage} />
      <main>
        {attached !== null && <AwayCard {...{ whole, attached, api }} openSettings={openSettings} />}
        <div class="old">
          {box !== undefined && (
            <BoxCard
              key={box.name}
              {...{
                box,
                nowMs: takenAtMs,
                offline: false,
                takesFocus: false,
                opensPage: false,
                alerts: null,
                wishes: null,
              }}
            />
          )}
          {others.length > 0 && <OtherBoxes boxes={others} nowMs={takenAtMs} offline={false} open={choose} />}
        </div>
      </main>
    </>
  );
}

function openPage(kind: HeadPage): void {
  goTo({ kind });
}

function openSettings(): void {
  goTo({ kind: 'settings' });
}

/** A page or a box that the user asked for outside the screen: in the menu of the tray icon, or by a notification. */
function useShow(api: MonitorApi, choose: (box: string | null) => void): void {
  useEffect(
    () =>
      api.on('show', ({ page: kind, box }) => {
        goTo({ kind });
        choose(box);
      }),
    [api, choose],
  );
}

function openAddBox(): void {
  goTo({ kind: 'add-box' });
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
