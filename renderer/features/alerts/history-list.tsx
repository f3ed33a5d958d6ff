import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { LoggedAlertView } from '../../../preload/contract/view.ts';
import { formatClock, formatLasting } from '../../ui/format.ts';
import { keepUnits } from '../../ui/keep-units.ts';
import { english } from '../../words/english.ts';
import { historyDays, type HistoryDay } from './history-days.ts';

const words = english.alerts.history;
/** The rest is a click away. */
const FIRST = 8;

interface HistoryListProps {
  /** Newest first; undefined: not heard yet. */
  readonly alerts: readonly LoggedAlertView[] | undefined;
  readonly nowMs: number;
}

/** The alerts that fired, by day. */
export function HistoryList({ alerts, nowMs }: HistoryListProps) {
  const [all, setAll] = useState(false);
  const list = useRef<HTMLElement>(null);
  // The button is gone then: the keyboard goes on from the first row that it brought.
  useLayoutEffect(() => {
    if (all) list.current?.querySelectorAll<HTMLElement>('.history-row').item(FIRST).focus();
  }, [all]);
  const shown = alerts?.slice(0, all ? undefined : FIRST) ?? [];
  const left = (alerts?.length ?? 0) - shown.length;
  return (
    <section ref={list} class="card" aria-labelledby="history-title" data-testid="history">
      <h2 id="history-title">{words.title}</h2>
      {alerts?.length === 0 && <p class="note">{words.none}</p>}
      {historyDays(shown, nowMs).map(({ key, name, alerts: those }) => (
        <div key={key}>
          <h3 class="label history-day">{dayWords(name)}</h3>
          <ul class="history">
            {those.map((alert) => (
              <HistoryRow key={`${alert.rule} ${alert.box} ${alert.target ?? ''} ${alert.firedMs}`} alert={alert} />
            ))}
          </ul>
        </div>
      ))}
      {left > 0 && (
        <button
          type="button"
          class="quiet-button history-more"
          onClick={() => {
            setAll(true);
          }}
        >
          {words.more(left)}
        </button>
      )}
    </section>
  );
}

function HistoryRow({ alert }: { readonly alert: LoggedAlertView }) {
  const { firedMs, resolvedMs, box, target, text } = alert;
  return (
    <li class="history-row" tabIndex={-1} title={alert.name}>
      <time class="dim" dateTime={new Date(firedMs).toISOString()}>
        {formatClock(firedMs)}
      </time>
      <span class="history-what">
        <span class="strong">{target === null ? box : `${box}, ${target}`}</span> {keepUnits(text)}
      </span>
      <span class={`history-lasting ${resolvedMs === null ? 'bad' : 'dim'}`}>
        {resolvedMs === null ? words.still : formatLasting(resolvedMs - firedMs)}
      </span>
    </li>
  );
}

function dayWords(name: HistoryDay['name']): string {
  if (typeof name === 'object') return name.date;
  return name === 'today' ? words.today : words.yesterday;
}
