import { useState } from 'preact/hooks';
import type { MonitorApi } from '../../../preload/contract/api.ts';
import type { ForwardingView } from '../../../preload/contract/view.ts';
import { english } from '../../words/english.ts';
import { DestinationForm } from './destination-form.tsx';

interface DestinationCardProps {
  readonly box: string;
  readonly forwarding: ForwardingView;
  /** Whether the user came for a new token. */
  readonly newToken: boolean;
  /** The other machine that keeps the token; null: this computer. */
  readonly keptOn: string | null;
  /** What gives a token at each start; null: nothing. */
  readonly given: ForwardingView['tokenGiven'];
  readonly api: MonitorApi;
  readonly saved: () => void;
}

const words = english.forwarding;

/** Where it goes; the form for it while something is missing, or on demand. */
export function DestinationCard({ box, forwarding, newToken, keptOn, given, api, saved }: DestinationCardProps) {
  const { endpoint, tokenStored } = forwarding;
  // A form that is open stays so: what is stored meanwhile must not take it away from under the user.
  const [open, setOpen] = useState<'no' | 'address' | 'token'>(
    newToken ? 'token' : endpoint === '' || !tokenStored ? 'address' : 'no',
  );
  return (
    <section class="card">
      <h2>{words.destination}</h2>
      {open === 'no' ? (
        <>
          <p class="copyable endpoint">{endpoint}</p>
          <p class="note">{given === null ? words.tokenStored : words.tokenFrom[given]}</p>
          <div class="form-end">
            <button
              type="button"
              class="secondary"
              onClick={() => {
                setOpen('address');
              }}
            >
              {words.change}
            </button>
            <button
              type="button"
              class="secondary"
              onClick={() => {
                setOpen('token');
              }}
            >
              {words.newToken}
            </button>
          </div>
        </>
      ) : (
        <DestinationForm
          box={box}
          forwarding={forwarding}
          focus={newToken || open === 'token'}
          keptOn={keptOn}
          given={given}
          api={api}
          saved={saved}
        />
      )}
    </section>
  );
}
