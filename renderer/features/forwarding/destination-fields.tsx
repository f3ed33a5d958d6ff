import type { Ref } from 'preact';
import type { EndpointReading } from '../../../preload/contract/destination.ts';
import type { ForwardingView } from '../../../preload/contract/view.ts';
import { english } from '../../words/english.ts';

interface AddressFieldProps {
  readonly field: Ref<HTMLInputElement>;
  readonly first: string;
  readonly reading: EndpointReading | null;
  readonly read: (text: string) => void;
}

const words = english.forwarding;

/** The address in any form, and below it how it was understood. */
export function AddressField({ field, first, reading, read }: AddressFieldProps) {
  return (
    <>
      <label>
        {words.address}
        <input
          ref={field}
          type="text"
          inputMode="url"
          name="endpoint"
          spellcheck={false}
          defaultValue={first}
          placeholder={words.addressExample}
          autocomplete="off"
          aria-describedby="destination-reading"
          onInput={(event) => {
            read(event.currentTarget.value);
          }}
        />
      </label>
      <p id="destination-reading" class="form-note copyable" aria-live="polite">
        {reading === null ? words.addressForms : reading.ok ? reading.endpoint : reading.reason}
      </p>
    </>
  );
}

interface TokenFieldProps {
  readonly field: Ref<HTMLInputElement>;
  /** Whether one is stored that may stay. */
  readonly isKept: boolean;
  /** Where one is created; null where no page can be told. */
  readonly page: string | null;
  /** The other machine that keeps it; null: this computer. */
  readonly keptOn: string | null;
  /** What gives another one at the next start; null: nothing. */
  readonly given: ForwardingView['tokenGiven'];
}

/** The token, never shown, and below it what it must be able to do and where it comes from. */
export function TokenField({ field, isKept, page, keptOn, given }: TokenFieldProps) {
  return (
    <>
      <label>
        {words.token}
        <input
          ref={field}
          type="password"
          name="token"
          spellcheck={false}
          placeholder={isKept ? words.tokenKept : words.tokenExample}
          autocomplete="off"
          aria-describedby="destination-scopes"
        />
      </label>
      <div id="destination-scopes" class="form-note">
        {keptOn !== null && <p data-testid="token-home">{words.tokenHome(keptOn)}</p>}
        {given !== null && <p data-testid="token-given">{words.tokenUntilStart[given]}</p>}
        <p>{words.scopes}</p>
        <p>{words.create}</p>
        {page !== null && <p class="copyable">{page}</p>}
      </div>
    </>
  );
}
