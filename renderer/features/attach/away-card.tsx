import type { MonitorApi } from '../../../preload/contract/api.ts';
import type { AttachedView, Snapshot } from '../../../preload/contract/view.ts';
import { formatClock } from '../../ui/format.ts';
import { awayAdvice, lastHeardWords } from '../../words/attach.ts';
import { english } from '../../words/english.ts';
import { useDetach } from './use-attach.ts';

interface AwayCardProps {
  readonly whole: Snapshot;
  readonly attached: AttachedView;
  readonly api: Pick<MonitorApi, 'detach'>;
  readonly openSettings: () => void;
}

const words = english.attach;

/** What to do while the monitor is away, and how old what stands below is. */
export function AwayCard({ whole, attached, api, openSettings }: AwayCardProps) {
  const { isDetaching, problem, detach } = useDetach(api);
  const heard = whole.boxes.length === 0 ? '' : formatClock(whole.takenAtMs);
  return (
    <section class="card away-card" data-testid="away">
      <p>{awayAdvice(attached, whole.network)}</p>
      <p class="about">
        {lastHeardWords(heard)} {words.goesOn}
      </p>
      <p class="note note-bad" role="alert">
        {problem}
      </p>
      {!attached.sameComputer && (
        <div class="card-end attach-ways">
          <button type="button" class="quiet-button" disabled={isDetaching} onClick={detach}>
            {isDetaching ? words.detaching : words.detach}
          </button>
          <button type="button" class="quiet-button" onClick={openSettings}>
            {attached.forgotten ? words.pairAgain : words.settings}
          </button>
        </div>
      )}
    </section>
  );
}
