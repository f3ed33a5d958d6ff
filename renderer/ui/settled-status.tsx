import { useEffect, useState } from 'preact/hooks';

const settledMs = 5_000;

/** Tells screen readers what has been so for five seconds: a state that flutters is not read out. */
export function SettledStatus({ text }: { readonly text: string }) {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => {
      setSettled(text);
    }, settledMs);
    return () => {
      clearTimeout(timer);
    };
  }, [text]);
  return (
    <p class="unseen" role="status">
      {settled}
    </p>
  );
}
