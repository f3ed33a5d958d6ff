import { useState } from 'preact/hooks';
import type { MonitorApi } from '../../../preload/contract/api.ts';
import { formatCount } from '../../ui/format.ts';
import { english } from '../../words/english.ts';
import { monthly, sentCount } from '../../words/forwarding.ts';
import { FamilyList } from './family-list.tsx';
import { usePlan } from './use-plan.ts';

interface SendCardProps {
  readonly box: string;
  /** Whether it was scraped yet. */
  readonly isSeen: boolean;
  readonly api: MonitorApi;
}

const words = english.forwarding;

/** What is sent, or would be: its amount first, each metric on demand. */
export function SendCard({ box, isSeen, api }: SendCardProps) {
  const [open, setOpen] = useState(false);
  const { plan, problem, choose } = usePlan(api, box, isSeen);
  if (plan === null || plan.families.length === 0) {
    return (
      <section class="card">
        <h2>{words.sent}</h2>
        <p class="note">{words.notYet}</p>
      </section>
    );
  }
  return (
    <section class="card">
      <h2>{words.sent}</h2>
      <p class="amount" data-testid="send-amount">
        <span>
          <strong>{formatCount(plan.pointsPerScrape)}</strong> {words.perScrape(plan.pointsPerScrape)}
        </span>
        <span>
          <strong>{monthly(plan)}</strong> {words.perMonth}
        </span>
      </p>
      <button
        type="button"
        class="disclosure"
        aria-expanded={open}
        onClick={() => {
          setOpen(!open);
        }}
      >
        <svg viewBox="0 0 12 12" aria-hidden="true">
          <path class="shape-line" d="m4.5 2.5 3.5 3.5-3.5 3.5" />
        </svg>
        {sentCount(plan)}
      </button>
      <p class="note note-bad" aria-live="polite">
        {problem}
      </p>
      {open && <FamilyList plan={plan} choose={choose} />}
    </section>
  );
}
