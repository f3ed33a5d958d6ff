import { percent, requests, seconds } from '../sentences/amounts.ts';
import { xidWords } from '../sentences/xid-words.ts';
import type { DefaultRuleId } from './default-rules.ts';

interface RuleWords {
  /** For lists. */
  readonly name: string;
  /** What a notice says when it fires; the value is that of the rule's first measure. */
  readonly fired: (value: number) => string;
  readonly resolved: string;
}

/** What is said of each default rule. */
export const RULE_WORDS: Readonly<Record<DefaultRuleId, RuleWords>> = {
  cache_full: {
    name: 'KV cache full',
    fired: (value) => `KV cache at ${percent(value)}, and requests wait for it`,
    resolved: 'The KV cache has room again',
  },
  queue_grows: {
    name: 'Queue grows',
    // While it fires on, the queue may already shrink again.
    fired: (value) => (value >= 1 ? `The queue has grown by at least ${requests(value)}` : 'The queue has grown'),
    resolved: 'The queue grows no more',
  },
  first_token_slow: {
    name: 'First token slow',
    fired: (value) =>
      `The first token takes ${Number.isFinite(value) ? seconds(value) : 'longer than can be measured'} (p95)`,
    resolved: 'The first token comes quickly again',
  },
  requests_fail: {
    name: 'Requests fail',
    fired: (value) => `${percent(value)} of the requests fail`,
    resolved: 'Requests no longer fail',
  },
  box_down: { name: 'Box down', fired: () => 'It does not answer', resolved: 'It answers again' },
  scrapes_fail: {
    name: 'No metrics',
    fired: () => 'It answers, but mostly without metrics',
    resolved: 'Its metrics come again',
  },
  forwarding_stuck: {
    name: 'Forwarding stuck',
    fired: () => 'Nothing can be forwarded; it is held back, not lost',
    resolved: 'Forwarding goes on',
  },
  gpu_hot: {
    name: 'GPU hot',
    fired: (value) => `A GPU is at ${Math.round(value)} °C`,
    resolved: 'The GPU has cooled down',
  },
  xid: {
    name: 'GPU error',
    fired: (value) => `A GPU reported XID ${value}: ${xidWords(value)}`,
    resolved: 'No further GPU error',
  },
};

/** The words of a rule; a rule of the user's own is called by its id. */
export function wordsOf(id: string): RuleWords {
  const own = {
    name: id,
    fired: (value: number) => `It is at ${String(Number(value.toPrecision(3)))}`,
    resolved: 'It is over',
  };
  return Object.entries(RULE_WORDS).find(([known]) => known === id)?.[1] ?? own;
}
