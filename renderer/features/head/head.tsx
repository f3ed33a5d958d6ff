import { useState } from 'preact/hooks';
import type { MonitorApi } from '../../../preload/contract/api.ts';
import type { BoxView, Snapshot } from '../../../preload/contract/view.ts';
import { keepUnits } from '../../ui/keep-units.ts';
import { Mark } from '../../ui/mark.tsx';
import { MenuButton } from '../../ui/menu-button.tsx';
import { SettledStatus } from '../../ui/settled-status.tsx';
import { english } from '../../words/english.ts';
import { firingAlerts } from '../../words/head.ts';
import { countFiring, headWords, networkNote } from './head-words.ts';

/** What the head leads to. */
export type HeadPage = 'alerts' | 'add-box' | 'settings';

interface HeadProps {
  readonly whole: Snapshot;
  /** The box that wants to be looked at first. */
  readonly worst: BoxView | undefined;
  /** How many boxes are in each state. */
  readonly counted: string;
  readonly api: Pick<MonitorApi, 'pause'>;
  readonly open: (page: HeadPage) => void;
}

const words = english.head;

/** How everything is, in one sentence, and the way to everything else. */
export function Head({ whole, worst, counted, api, open }: HeadProps) {
  const { problem, pause } = usePause(api);
  const { title, line } = headWords(whole, worst, counted);
  const network = networkNote(whole);
  const isPaused = whole.state === 'paused';
  return (
    <>
      <header class="head">
        <Mark whole={whole} />
        <div class="head-words">
          <h1>{title}</h1>
          <p class="dim" data-testid="head-line">
            {keepUnits(line)}
          </p>
        </div>
        <HeadActions count={countFiring(whole)} isAway={whole.state === 'away'} {...{ isPaused, pause, open }} />
        <SettledStatus text={title} />
      </header>
      <p class={problem === '' ? 'unseen' : 'head-note note-bad'} role="status">
        {problem}
      </p>
      {network !== '' && (
        <p class="head-note" data-testid="network">
          {network}
        </p>
      )}
    </>
  );
}

/** `problem`: why the last call was refused, in words; empty when it was not. */
function usePause(api: Pick<MonitorApi, 'pause'>) {
  const [problem, setProblem] = useState('');
  const pause = (on: boolean) => {
    setProblem('');
    api.pause({ on }).then(
      (answer) => {
        if (!answer.ok) setProblem(answer.reason);
      },
      () => {
        setProblem(words.failed);
      },
    );
  };
  return { problem, pause };
}

interface HeadActionsProps extends Actions {
  readonly count: number;
  /** Whether the monitor would answer nothing: then only the settings are left, with where it runs. */
  readonly isAway: boolean;
}

function HeadActions({ count, isAway, isPaused, pause, open }: HeadActionsProps) {
  return (
    <div class="head-actions">
      {isPaused && (
        <button
          type="button"
          class="quiet-button"
          onClick={() => {
            pause(false);
          }}
        >
          {words.resume}
        </button>
      )}
      {!isAway && (
        <AlertsButton
          count={count}
          open={() => {
            open('alerts');
          }}
        />
      )}
      <MenuButton label={words.more} items={itemsOf({ isPaused, pause, open }).slice(isAway ? -1 : 0)}>
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path
            class="shape-fill"
            d="M3.2 6.7a1.3 1.3 0 1 0 0 2.6 1.3 1.3 0 0 0 0-2.6m4.8 0a1.3 1.3 0 1 0 0 2.6 1.3 1.3 0 0 0 0-2.6m4.8 0a1.3 1.3 0 1 0 0 2.6 1.3 1.3 0 0 0 0-2.6"
          />
        </svg>
      </MenuButton>
    </div>
  );
}

interface Actions {
  readonly isPaused: boolean;
  readonly pause: (on: boolean) => void;
  readonly open: (page: HeadPage) => void;
}

function itemsOf({ isPaused, pause, open }: Actions) {
  const page = (label: string, name: HeadPage) => ({
    label,
    run: () => {
      open(name);
    },
  });
  const pausing = {
    label: isPaused ? words.resume : words.pause,
    run: () => {
      pause(!isPaused);
    },
  };
  return [page(words.alerts, 'alerts'), page(words.addBox, 'add-box'), pausing, page(words.settings, 'settings')];
}

function AlertsButton({ count, open }: { readonly count: number; readonly open: () => void }) {
  const label = firingAlerts(count);
  return (
    <button type="button" class="icon-button" aria-label={label} title={label} onClick={open}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path
          class="shape-line bell"
          d="M8 2.2a3.8 3.8 0 0 0-3.8 3.8c0 3-1.2 4.2-1.7 4.7h11c-.5-.5-1.7-1.7-1.7-4.7A3.8 3.8 0 0 0 8 2.2M6.6 13.2a1.5 1.5 0 0 0 2.8 0"
        />
      </svg>
      {count > 0 && (
        <span class="badge" aria-hidden="true">
          {count > 9 ? '9+' : count}
        </span>
      )}
    </button>
  );
}
