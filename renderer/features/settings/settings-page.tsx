import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { SettingsView } from '../../../preload/contract/settings.ts';
import { goBack } from '../../page.ts';
import { PageFrame } from '../../ui/page-frame.tsx';
import { english } from '../../words/english.ts';
import { problemOf } from './field-problems.ts';
import { FileCard } from './file-card.tsx';
import { IntervalCard } from './interval-card.tsx';
import { SentCard } from './sent-card.tsx';
import { TextPage } from './text-page.tsx';
import { useSettings, type SettingsApi, type SettingsInUse } from './use-settings.ts';

const words = english.settings;
const FIELDS = ['scrapeIntervalMs', 'families', 'summaryQuantiles'];

interface SettingsPageProps {
  readonly api: SettingsApi;
  /** Changes when the settings are another monitor's, or can be read again. */
  readonly source: string;
  /** Where the monitor runs. */
  readonly monitor: ComponentChildren;
}

/** What concerns all boxes: the file, how often they are asked, what of them is sent. */
export function SettingsPage({ api, source, monitor }: SettingsPageProps) {
  const settings = useSettings(api, source);
  const [isText, showText] = useState(false);
  const { view } = settings;
  if (view !== null && isText) {
    return (
      <TextPage
        view={view}
        settings={settings}
        back={() => {
          settings.forgetProblems();
          showText(false);
        }}
      />
    );
  }
  return (
    <PageFrame title={words.title} back={goBack}>
      {monitor}
      {view === null ? (
        <Unread settings={settings} />
      ) : (
        <Cards
          view={view}
          settings={settings}
          edit={() => {
            settings.forgetProblems();
            showText(true);
          }}
        />
      )}
    </PageFrame>
  );
}

function Unread({ settings: { unread, load } }: { readonly settings: SettingsInUse }) {
  if (!unread) return <p class="empty">{words.loading}</p>;
  return (
    <div class="empty">
      <p>{words.unread}</p>
      <button type="button" class="quiet-button" onClick={() => void load()}>
        {words.again}
      </button>
    </div>
  );
}

interface CardsProps {
  readonly view: SettingsView;
  readonly settings: SettingsInUse;
  readonly edit: () => void;
}

function Cards({ view, settings: { problems, change }, edit }: CardsProps) {
  const isLocked = view.locked !== '';
  return (
    <>
      <FileCard view={view} edit={edit} />
      <p class="page-note note-bad" role="alert">
        {problemOf(problems, null, FIELDS)}
      </p>
      <IntervalCard
        ms={view.scrapeIntervalMs}
        own={view.ownIntervals}
        isLocked={isLocked}
        problem={problemOf(problems, 'scrapeIntervalMs', FIELDS)}
        set={(scrapeIntervalMs) => {
          change({ scrapeIntervalMs });
        }}
      />
      <SentCard
        view={view}
        isLocked={isLocked}
        problemOf={(field) => problemOf(problems, field, FIELDS)}
        change={change}
      />
    </>
  );
}
