import { useEffect, useState } from 'preact/hooks';
import type { FieldProblem, MonitorApi, Outcome } from '../../../preload/contract/api.ts';
import type { SettingsChange, SettingsView } from '../../../preload/contract/settings.ts';
import { english } from '../../words/english.ts';

export type SettingsApi = Pick<MonitorApi, 'settings' | 'changeSettings' | 'replaceSettings'>;

export interface SettingsInUse {
  /** Null until they are read. */
  readonly view: SettingsView | null;
  /** Whether they could not be read. */
  readonly unread: boolean;
  /** What was wrong with the last change. */
  readonly problems: readonly FieldProblem[];
  /** Reads them anew; null where they cannot be read. */
  readonly load: () => Promise<SettingsView | null>;
  /** Shown at once; taken back where it is refused. */
  readonly change: (change: SettingsChange) => void;
  /** Puts another text in place of the one that was shown. What holds now; null where it was refused. */
  readonly replace: (text: string, revision: number) => Promise<SettingsView | null>;
  readonly forgetProblems: () => void;
}

const FAILED: readonly FieldProblem[] = [{ field: null, message: english.settings.failed }];

/** The settings of `source`, read anew after each change and whenever the page is looked at again. */
export function useSettings(api: SettingsApi, source: string): SettingsInUse {
  const [view, setView] = useState<SettingsView | null>(null);
  const [unread, setUnread] = useState(false);
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);

  const load = async () => {
    try {
      const next = await api.settings(undefined);
      setView(next);
      setUnread(false);
      return next;
    } catch {
      setView(null);
      setUnread(true);
      return null;
    }
  };
  const send = async (call: () => Promise<Outcome>): Promise<boolean> => {
    setProblems([]);
    const outcome = await call().catch((): Outcome => ({ ok: false, problems: FAILED }));
    if (!outcome.ok) setProblems(outcome.problems);
    return outcome.ok;
  };
  useEffect(() => {
    void load();
    const again = () => void load();
    window.addEventListener('focus', again);
    return () => {
      window.removeEventListener('focus', again);
    };
  }, [source]);

  return {
    ...{ view, unread, problems, load },
    change: (change) => {
      setView((before) => before && changed(before, change));
      void send(() => api.changeSettings(change)).then(load);
    },
    replace: async (text, revision) => {
      const isDone = await send(() => api.replaceSettings({ text, revision }));
      return isDone ? load() : null;
    },
    forgetProblems: () => {
      setProblems([]);
    },
  };
}

function changed(view: SettingsView, change: SettingsChange): SettingsView {
  return {
    ...view,
    scrapeIntervalMs: change.scrapeIntervalMs ?? view.scrapeIntervalMs,
    families: change.families ?? view.families,
    summaryQuantiles: change.summaryQuantiles ?? view.summaryQuantiles,
  };
}
