import { page } from '../page.ts';
import { isAway, link, snapshot } from '../store.ts';
import { english } from '../words/english.ts';
import { linkWords } from './link-words.ts';

/** Says when the monitor is away, and is only heard where the head says it too. The element is always there, so that a screen reader notices its words. */
export function LinkNote() {
  // The overview of an attached monitor says more of it itself.
  const isAttachedAway = snapshot.value?.state === 'away' && page.value.kind !== 'overview';
  const words = isAttachedAway ? english.attach.pageNote : linkWords(link.value);
  const inHead = isAway.value && page.value.kind === 'overview' && (snapshot.value?.boxes.length ?? 0) > 0;
  return (
    <p class={words === '' ? '' : inHead ? 'unseen' : 'link-note'} role="status" data-testid="link">
      {words}
    </p>
  );
}
