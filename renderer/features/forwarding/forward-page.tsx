import type { MonitorApi } from '../../../preload/contract/api.ts';
import type { BoxView, Snapshot } from '../../../preload/contract/view.ts';
import { goBack, goTo, type Page } from '../../page.ts';
import { PageFrame } from '../../ui/page-frame.tsx';
import { english } from '../../words/english.ts';
import { DestinationCard } from './destination-card.tsx';
import { LedgerCard } from './ledger-card.tsx';
import { NameCard } from './name-card.tsx';
import { SendCard } from './send-card.tsx';

interface ForwardPageProps {
  readonly page: Extract<Page, { readonly kind: 'forward' }>;
  readonly whole: Snapshot;
  readonly api: MonitorApi;
}

const words = english.forwarding;

/** Where a box's metrics go, which, and what became of them. */
export function ForwardPage({ page, whole, api }: ForwardPageProps) {
  const box = whole.boxes.find(({ name }) => name === page.box);
  return (
    <PageFrame title={words.page(page.box)} about={words.about} back={goBack}>
      {box === undefined ? <p class="empty">{words.gone}</p> : <Cards {...{ box, page, whole, api }} />}
    </PageFrame>
  );
}

function Cards({ box, page, whole: { attached, demo }, api }: { readonly box: BoxView } & ForwardPageProps) {
  const { name, forwarding, scrapes } = box;
  const saved = () => {
    goTo({ kind: 'overview' });
  };
  return (
    <>
      {box.nameAssumed && <NameCard box={box} api={api} />}
      <LedgerCard box={name} forwarding={forwarding} api={api} />
      <SendCard box={name} isSeen={scrapes.lastGoodMs !== null} api={api} />
      <DestinationCard
        box={name}
        forwarding={forwarding}
        newToken={page.newToken === true}
        keptOn={attached === null || attached.sameComputer ? null : attached.computer}
        given={demo ? null : forwarding.tokenGiven}
        api={api}
        saved={saved}
      />
      <p class="note page-note">{words.oneMachine}</p>
    </>
  );
}
