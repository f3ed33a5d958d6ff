import { useState } from 'preact/hooks';
import type { MonitorApi } from '../../../preload/contract/api.ts';
import type { AttachedView } from '../../../preload/contract/view.ts';
import { attachWords, placeWords } from '../../words/attach.ts';
import { english } from '../../words/english.ts';
import { AttachForm } from './attach-form.tsx';
import { useDetach } from './use-attach.ts';

interface MonitorCardProps {
  /** Where the monitor runs that is shown; null: in this program. */
  readonly attached: AttachedView | null;
  readonly api: Pick<MonitorApi, 'attach' | 'detach'>;
}

const words = english.attach;

/** Where the monitor runs, and the way to another one. */
export function MonitorCard({ attached, api }: MonitorCardProps) {
  const [isForm, showForm] = useState(false);
  const { isDetaching, problem, detach } = useDetach(api);
  const { place, about } = placeWords(attached);
  const close = () => {
    showForm(false);
  };
  return (
    <section class="card" data-testid="monitor">
      <h2>{words.title}</h2>
      <p>{place}</p>
      <p class="about">{about}</p>
      <p class="note note-bad" role="alert">
        {problem}
      </p>
      {isForm ? (
        <AttachForm api={api} done={close} cancel={close} />
      ) : (
        <div class="card-end attach-ways">
          {attached !== null && !attached.sameComputer && (
            <button type="button" class="quiet-button" disabled={isDetaching} onClick={detach}>
              {isDetaching ? words.detaching : words.detach}
            </button>
          )}
          <button
            type="button"
            class="quiet-button"
            onClick={() => {
              showForm(true);
            }}
          >
            {attachWords(attached)}
          </button>
        </div>
      )}
    </section>
  );
}
