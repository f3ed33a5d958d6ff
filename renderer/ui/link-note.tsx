import { link } from '../store.ts';
import { linkWords } from './link-words.ts';

/** Says when the monitor is away. The element is always there, so that a screen reader notices its words. */
export function LinkNote() {
  const words = linkWords(link.value);
  return (
    <p class={words === '' ? '' : 'link-note'} role="status" data-testid="link">
      {words}
    </p>
  );
}
