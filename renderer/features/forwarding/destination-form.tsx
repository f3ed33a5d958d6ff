import { useRef, useState } from 'preact/hooks';
import type { TargetedSubmitEvent } from 'preact';
import type { MonitorApi } from '../../../preload/contract/api.ts';

interface DestinationFormProps {
  readonly endpoint: string;
  readonly save: MonitorApi['saveDestination'];
}

const example = 'https://abc12345.live.dynatrace.com/api/v2/otlp';

/** Endpoint and token. The token stays in its field until it is stored, and nowhere else on the page. */
export function DestinationForm({ endpoint, save }: DestinationFormProps) {
  const [problem, setProblem] = useState('');
  const [saving, setSaving] = useState(false);
  const where = useRef<HTMLInputElement>(null);
  const token = useRef<HTMLInputElement>(null);

  const submit = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (where.current === null || token.current === null) return;
    setSaving(true);
    setProblem('');
    try {
      const answer = await save({ endpoint: where.current.value.trim(), token: token.current.value.trim() });
      if (!answer.ok) setProblem(answer.reason);
      // The form goes away with the next snapshot; the token must not wait for it.
      else token.current.value = '';
    } catch {
      setProblem('This could not be saved. Check both fields and try again.');
    }
    setSaving(false);
  };

  return (
    <form class="form" onSubmit={(event) => void submit(event)}>
      <label>
        Address
        <input
          ref={where}
          type="url"
          name="endpoint"
          required
          spellcheck={false}
          defaultValue={endpoint}
          placeholder={example}
          autocomplete="off"
        />
      </label>
      <label>
        API token with the scope metrics.ingest
        <input
          ref={token}
          type="password"
          name="token"
          required
          spellcheck={false}
          placeholder="dt0c01.…"
          autocomplete="off"
        />
      </label>
      <div class="form-end">
        <p class="note note-bad" aria-live="assertive">
          {problem}
        </p>
        <button type="submit" class="primary" disabled={saving}>
          {saving ? 'Saving' : 'Save'}
        </button>
      </div>
    </form>
  );
}
