import type { BoxNow } from './box-now.ts';
import { SENTENCE_RULES } from './sentence-rules.ts';
import { SENTENCE_WORDS, type SentenceId } from './sentence-words.ts';

export interface Sentence {
  readonly id: SentenceId;
  readonly text: string;
}

/** What a colleague would say about a box: that which matters most, or how it goes where nothing does. */
export function sentenceOf(box: BoxNow): Sentence {
  for (const { id, say } of SENTENCE_RULES) {
    const text = say(box);
    if (text !== undefined) return { id, text };
  }
  const running = box.signal('running').value ?? 0;
  if (running > 0) return { id: 'running', text: SENTENCE_WORDS.running({ running }) };
  return { id: 'idle', text: SENTENCE_WORDS.idle(null) };
}
