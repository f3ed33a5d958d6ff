import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Answer, MonitorApi, Snooze } from '../../../preload/contract/api.ts';
import type { AlertView, BoxView } from '../../../preload/contract/view.ts';
import { formatClock, formatLasting } from '../../ui/format.ts';
import { keepUnits } from '../../ui/keep-units.ts';
import { Shape } from '../../ui/shape.tsx';
import { english } from '../../words/english.ts';
import { SnoozeMenu } from './snooze-menu.tsx';

const words = english.alerts.line;
const HALF_A_DAY_MS = 12 * 3_600_000;

interface AlertLinesProps {
  readonly box: Pick<BoxView, 'name' | 'alerts'>;
  /** Ms since the Unix epoch. */
  readonly nowMs: number;
  readonly snooze: MonitorApi['snooze'];
}

/** What fires at one box, each with its snooze. */
export function AlertLines({ box, nowMs, snooze }: AlertLinesProps) {
  const [problem, setProblem] = useState('');
  if (box.alerts.length === 0) return null;
  const ask = async (alert: AlertView, lasting: Snooze['lasting']) => {
    const { rule, target } = alert;
    setProblem(reasonOf(await answerOf(() => snooze({ box: box.name, rule, target, lasting }))));
  };
  return (
    <>
      <ul class="alert-lines" data-testid="alerts">
        {box.alerts.map((alert) => (
          <AlertLine
            key={`${alert.rule} ${alert.target ?? ''}`}
            alert={alert}
            nowMs={nowMs}
            ask={(lasting) => void ask(alert, lasting)}
          />
        ))}
      </ul>
      <p class="note note-bad" aria-live="polite">
        {problem}
      </p>
    </>
  );
}

interface AlertLineProps {
  readonly alert: AlertView;
  readonly nowMs: number;
  readonly ask: (lasting: Snooze['lasting']) => void;
}

function AlertLine({ alert, nowMs, ask }: AlertLineProps) {
  const { name, target, text, sinceMs, snoozedUntilMs } = alert;
  const snoozed = snoozedUntilMs !== null;
  const line = useRef<HTMLLIElement>(null);
  const acted = useRef(false);
  // The button that was pressed gives way to another: the keyboard goes on from there.
  useLayoutEffect(() => {
    if (acted.current) line.current?.querySelector('button')?.focus();
    acted.current = false;
  }, [snoozed]);
  const act = (lasting: Snooze['lasting']) => {
    acted.current = true;
    ask(lasting);
  };
  return (
    <li ref={line} class={`alert-line ${snoozed ? 'alert-snoozed' : ''}`} data-testid="alert">
      <Shape shape={snoozed ? 'pause' : 'exclamation'} />
      <div class="alert-words">
        <p class="alert-text">
          {keepUnits(target === null ? text : `${words.target(target)}${text}`)}
          {!snoozed && <span class="alert-since">, {keepUnits(sinceWords(sinceMs, nowMs))}</span>}
        </p>
        {snoozed && <p class="alert-since">{words.snoozed(formatClock(snoozedUntilMs))}</p>}
      </div>
      {snoozed ? (
        <button
          type="button"
          class="quiet-button"
          aria-label={words.wakeOf(name)}
          onClick={() => {
            act('end');
          }}
        >
          {words.wake}
        </button>
      ) : (
        <SnoozeMenu name={name} choose={act} />
      )}
    </li>
  );
}

/** A time of the day says nothing of a day before. */
function sinceWords(sinceMs: number, nowMs: number): string {
  const lastingMs = nowMs - sinceMs;
  return lastingMs < HALF_A_DAY_MS ? words.since(formatClock(sinceMs)) : words.lasting(formatLasting(lastingMs));
}

async function answerOf(call: () => Promise<Answer>): Promise<Answer> {
  try {
    return await call();
  } catch {
    return { ok: false, reason: english.alerts.failed };
  }
}

function reasonOf(answer: Answer): string {
  return answer.ok ? '' : answer.reason;
}
