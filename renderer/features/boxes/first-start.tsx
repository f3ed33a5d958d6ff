import type { MonitorApi } from '../../../preload/contract/api.ts';
import { Mark } from '../../ui/mark.tsx';
import { english } from '../../words/english.ts';
import { BoxFinder } from './box-finder.tsx';

const words = english.boxes.welcome;

interface FirstStartProps {
  readonly api: MonitorApi;
  /** The first box is there, under this name. */
  readonly added: (name: string) => void;
  readonly openSettings: () => void;
}

/** Before there is any box: what this is, and three ways to begin. */
export function FirstStart({ api, added, openSettings }: FirstStartProps) {
  return (
    <div class="welcome">
      <header class="welcome-head">
        <Mark whole={{ state: 'no_box', boxes: [] }} />
        <h1>{words.title}</h1>
        <p class="dim">{words.about}</p>
      </header>
      <main>
        <BoxFinder api={api} boxes={[]} offersDemo done={added} />
        <div class="welcome-end">
          <button type="button" class="quiet-button" onClick={openSettings}>
            {english.settings.title}
          </button>
        </div>
      </main>
    </div>
  );
}
