import type { MonitorApi } from '../preload/contract/api.ts';
import type { Snapshot } from '../preload/contract/view.ts';
import { AlertsPage } from './features/alerts/alerts-page.tsx';
import { RulePage } from './features/alerts/rule-page.tsx';
import { MonitorCard } from './features/attach/monitor-card.tsx';
import { AddBox } from './features/boxes/add-box.tsx';
import { BoxPage } from './features/boxes/box-page.tsx';
import { ForwardPage } from './features/forwarding/forward-page.tsx';
import { SettingsPage } from './features/settings/settings-page.tsx';
import { goBack, goTo, type Page } from './page.ts';

interface PageViewProps {
  readonly page: Exclude<Page, { readonly kind: 'overview' }>;
  readonly whole: Snapshot;
  readonly api: MonitorApi;
  /** Whether it stands in the desktop program, which alone can show another monitor. */
  readonly inShell: boolean;
}

/** The page above the overview. */
export function PageView({ page, whole, api, inShell }: PageViewProps) {
  switch (page.kind) {
    case 'settings':
      return (
        <SettingsPage
          api={api}
          source={sourceOf(whole)}
          monitor={inShell && <MonitorCard attached={whole.attached} api={api} />}
        />
      );
    case 'forward':
      return <ForwardPage key={page.box} page={page} whole={whole} api={api} />;
    case 'add-box':
      return <AddBox whole={whole} api={api} back={goBack} />;
    case 'box':
      return <BoxPage key={page.box} whole={whole} name={page.box} api={api} back={goBack} renamed={goToRenamed} />;
    case 'alerts':
      return <AlertsPage whole={whole} api={api} />;
    case 'rule':
      return <RulePage id={page.id} whole={whole} api={api} />;
  }
}

/** Whose settings these are, and whether they can be read. */
function sourceOf({ attached }: Snapshot): string {
  return attached === null ? '' : `${attached.computer} ${attached.away ? 'away' : 'here'}`;
}

function goToRenamed(box: string): void {
  goBack();
  goTo({ kind: 'box', box });
}
