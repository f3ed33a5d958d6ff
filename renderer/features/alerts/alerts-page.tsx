import { useEffect, useState } from 'preact/hooks';
import type { MonitorApi } from '../../../preload/contract/api.ts';
import type { BoxView, LoggedAlertView, Snapshot } from '../../../preload/contract/view.ts';
import { goBack } from '../../page.ts';
import { PageFrame } from '../../ui/page-frame.tsx';
import { english } from '../../words/english.ts';
import { AlertLines } from './alert-lines.tsx';
import { HiddenTabSwitch } from './hidden-tab-switch.tsx';
import { HistoryList } from './history-list.tsx';
import { RuleList } from './rule-list.tsx';

const words = english.alerts;

interface AlertsPageProps {
  readonly whole: Snapshot;
  readonly api: MonitorApi;
}

/** What fires now, what fired, and the rules. */
export function AlertsPage({ whole, api }: AlertsPageProps) {
  const { boxes, takenAtMs } = whole;
  const history = useHistory(api, boxes);
  return (
    <PageFrame title={words.title} back={goBack}>
      <FiringNow boxes={boxes} nowMs={takenAtMs} snooze={api.snooze} />
      <HistoryList alerts={history} nowMs={takenAtMs} />
      <RuleList api={api} />
      <HiddenTabSwitch />
    </PageFrame>
  );
}

interface FiringNowProps {
  readonly boxes: readonly BoxView[];
  readonly nowMs: number;
  readonly snooze: MonitorApi['snooze'];
}

function FiringNow({ boxes, nowMs, snooze }: FiringNowProps) {
  const firing = boxes.filter(({ alerts }) => alerts.length > 0);
  return (
    <section class="card" aria-labelledby="firing-title">
      <h2 id="firing-title">{words.firing.title}</h2>
      {firing.length === 0 && <p class="note">{words.firing.none}</p>}
      {firing.map((box) => (
        <div key={box.name} class="firing-box">
          <h3 class="label">{box.name}</h3>
          <AlertLines box={box} nowMs={nowMs} snooze={snooze} />
        </div>
      ))}
    </section>
  );
}

/** Asked anew when something fires, or no longer does. */
function useHistory(api: MonitorApi, boxes: readonly BoxView[]): readonly LoggedAlertView[] | undefined {
  const [history, setHistory] = useState<readonly LoggedAlertView[] | undefined>(undefined);
  const firing = JSON.stringify(
    boxes.map(({ name, alerts }) => [name, alerts.map(({ rule, target, sinceMs }) => [rule, target, sinceMs])]),
  );
  useEffect(() => {
    let gone = false;
    const ask = async () => {
      try {
        const answer = await api.history(undefined);
        if (!gone) setHistory(answer);
      } catch {
        // What stands there stays; the link says that the monitor is away.
      }
    };
    void ask();
    return () => {
      gone = true;
    };
  }, [api, firing]);
  return history;
}
