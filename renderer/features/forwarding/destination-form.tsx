import { useEffect, useRef } from 'preact/hooks';
import type { MonitorApi } from '../../../preload/contract/api.ts';
import type { SaveDestination } from '../../../preload/contract/destination.ts';
import type { ForwardingView } from '../../../preload/contract/view.ts';
import { english } from '../../words/english.ts';
import { AddressField, TokenField } from './destination-fields.tsx';
import { TestSteps } from './test-steps.tsx';
import { useDestinationCalls } from './use-destination-calls.ts';
import { useReading } from './use-reading.ts';

interface DestinationFormProps {
  readonly box: string;
  readonly forwarding: ForwardingView;
  /** Whether the keyboard goes on in the token's field. */
  readonly focus: boolean;
  /** The other machine that keeps the token; null: this computer. */
  readonly keptOn: string | null;
  /** What gives a token at each start; null: nothing. */
  readonly given: ForwardingView['tokenGiven'];
  readonly api: MonitorApi;
  /** Called once it is stored and the switch is on. */
  readonly saved: () => void;
}

const words = english.forwarding;

/** Address and token. The token stays in its field until it is stored, and nowhere else on the page. */
export function DestinationForm({ box, forwarding, focus, keptOn, given, api, saved }: DestinationFormProps) {
  const where = useRef<HTMLInputElement>(null);
  const token = useRef<HTMLInputElement>(null);
  const [reading, read] = useReading(api, forwarding.endpoint);
  const stored = () => {
    if (token.current !== null) token.current.value = '';
  };
  const { work, problem, steps, test, save } = useDestinationCalls(api, box, { stored, done: saved });
  useEffect(() => {
    // After the title of the page took it.
    if (focus) queueMicrotask(() => token.current?.focus());
  }, [focus]);

  const entered = (): SaveDestination => {
    const typed = token.current?.value.trim() ?? '';
    return { endpoint: where.current?.value.trim() ?? '', token: typed === '' ? null : typed };
  };
  const { endpoint, tokenPage } = reading?.ok === true ? reading : { endpoint: '', tokenPage: null };
  // One that is there before any address was given is the environment's, for whichever it will be.
  const isForIt = forwarding.endpoint === '' || forwarding.endpoint === endpoint;
  const isKept = forwarding.tokenStored && forwarding.heldBy !== 'token' && isForIt;
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        void save(entered());
      }}
    >
      <AddressField field={where} first={forwarding.endpoint} reading={reading} read={read} />
      <TokenField field={token} isKept={isKept} page={tokenPage} keptOn={keptOn} given={given} />
      <TestSteps steps={steps} isAsking={work === 'testing'} />
      <p class="note note-bad" role="alert">
        {problem}
      </p>
      <div class="form-end">
        <button type="button" class="secondary" disabled={work !== 'none'} onClick={() => void test(entered())}>
          {work === 'testing' ? words.testing : words.test}
        </button>
        <button type="submit" class="primary" disabled={work !== 'none'}>
          {work === 'saving' ? words.saving : words.save}
        </button>
      </div>
    </form>
  );
}
