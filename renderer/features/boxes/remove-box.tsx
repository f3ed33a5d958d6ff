import { useEffect, useRef, useState } from 'preact/hooks';
import { english } from '../../words/english.ts';

interface RemoveBoxProps {
  readonly name: string;
  readonly remove: () => Promise<void>;
}

const words = english.boxes.page;

/** Asks once more before a box goes. */
export function RemoveBox({ name, remove }: RemoveBoxProps) {
  const [asking, setAsking] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const keep = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);
  useEffect(() => {
    if (asking) keep.current?.focus();
    else if (wasAsking.current) opener.current?.focus();
    wasAsking.current = asking;
  }, [asking]);
  if (!asking) {
    return (
      <button ref={opener} type="button" class="plain-button danger remove" onClick={() => setAsking(true)}>
        {words.remove}
      </button>
    );
  }
  return (
    <div
      class="card remove-ask"
      role="group"
      aria-label={words.remove}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        // Only the question is taken back, not the page.
        event.preventDefault();
        event.stopPropagation();
        setAsking(false);
      }}
    >
      <p>{words.sure(name)}</p>
      <div class="remove-answers">
        <button ref={keep} type="button" class="plain-button" onClick={() => setAsking(false)}>
          {words.no}
        </button>
        <button type="button" class="plain-button danger" onClick={() => void remove().finally(() => setAsking(false))}>
          {words.yes}
        </button>
      </div>
    </div>
  );
}
