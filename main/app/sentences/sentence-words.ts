import { lasting, percent, requests, seconds } from './amounts.ts';
import { xidWords } from './xid-words.ts';

/** What each sentence has to be told. Shares are from 0 to 1, times ms unless they are named seconds. */
export interface SentenceValues {
  readonly my_network: { readonly words: string };
  readonly starting: null;
  readonly credentials: { readonly where: string; readonly reason: string };
  readonly loading: { readonly sinceMs: number };
  readonly down: { readonly where: string; readonly reason: string; readonly sinceMs: number };
  readonly no_metrics: { readonly where: string; readonly reason: string };
  readonly xid: { readonly code: number; readonly agoMs: number };
  readonly failing: { readonly failed: number; readonly ended: number };
  readonly token_refused: { readonly sinceMs: number };
  readonly no_token: null;
  readonly no_destination: null;
  readonly forwarding_stuck: { readonly sinceMs: number; readonly reason: string };
  readonly slowed_by_heat: { readonly degrees: number | null };
  readonly hot: { readonly degrees: number };
  readonly preempting: { readonly cache: number };
  readonly memory_bound: { readonly cache: number; readonly waiting: number };
  readonly batch_limit: { readonly cache: number; readonly waiting: number; readonly setting: string };
  readonly queue_grows: { readonly from: number; readonly to: number };
  readonly waiting: { readonly cache: number | null; readonly waiting: number };
  readonly cache_nearly_full: { readonly cache: number };
  readonly prefill_bound: { readonly firstToken: string };
  readonly slow_first_token: { readonly firstToken: string };
  readonly dialect_changed: { readonly words: string };
  readonly slow_scrape: { readonly where: string; readonly tookMs: number; readonly timeoutMs: number };
  readonly nobody_asks: { readonly sinceMs: number };
  readonly running: { readonly running: number };
  readonly idle: null;
}

export type SentenceId = keyof SentenceValues;

/** Every sentence that the product says of a box. */
export const SENTENCE_WORDS: { readonly [Id in SentenceId]: (values: SentenceValues[Id]) => string } = {
  my_network: ({ words }) => words,
  starting: () => 'Asking for the first time.',
  credentials: ({ where, reason }) => withStop(`No metrics${where}, it wants other credentials: ${reason}`),
  loading: ({ sinceMs }) => (sinceMs < 60_000 ? 'The model is loading.' : `The model has been loading for ${lasting(sinceMs)}.`),
  down: ({ where, reason, sinceMs }) => withStop(`No metrics${where}${forSome(sinceMs)}: ${reason}`),
  no_metrics: ({ where, reason }) => withStop(`It answers${where}, but without usable metrics: ${reason}`),
  xid: ({ code, agoMs }) => `A GPU reported XID ${code} ${agoMs < 60_000 ? 'just now' : `${lasting(agoMs)} ago`}: ${xidWords(code)}.`,
  failing: ({ failed, ended }) => `${Math.round(failed)} of ${requests(ended)} failed in the last 5 min: look into its log.`,
  token_refused: ({ sinceMs }) => `The token is not accepted, so points are held back${forSome(sinceMs)}: enter another one.`,
  no_token: () => 'Forwarding is on, but there is no token: enter one.',
  no_destination: () => 'Forwarding is on, but not where to: enter the address.',
  forwarding_stuck: ({ sinceMs, reason }) => withStop(`Nothing could be forwarded${forSome(sinceMs)}: ${reason}`),
  slowed_by_heat: ({ degrees }) => `A GPU runs slower because it is too hot${degrees === null ? '' : ` (${Math.round(degrees)} °C)`}: check its cooling.`,
  hot: ({ degrees }) => `A GPU is at ${Math.round(degrees)} °C: check its cooling.`,
  preempting: ({ cache }) => `KV cache at ${percent(cache)}, and requests are pushed out of it and start over: allow fewer at once.`,
  memory_bound: ({ cache, waiting }) => `Memory is the limit: KV cache at ${percent(cache)}, ${requests(waiting)} waiting.`,
  batch_limit: ({ cache, waiting, setting }) => `${requests(waiting)} waiting although the KV cache is at ${percent(cache)}: raise the batch limit (${setting}).`,
  queue_grows: ({ from, to }) => `The queue grows: ${Math.round(from)} → ${requests(to)} in 2 min.`,
  waiting: ({ cache, waiting }) => `${requests(waiting)} waiting${cache === null ? '' : `, KV cache at ${percent(cache)}`}.`,
  cache_nearly_full: ({ cache }) => `KV cache at ${percent(cache)}: the next requests may have to wait.`,
  prefill_bound: ({ firstToken }) => `Long prompts hold up the first token (${firstToken}); after it, answers flow.`,
  slow_first_token: ({ firstToken }) => `The first token takes ${firstToken}.`,
  dialect_changed: ({ words }) => words,
  slow_scrape: ({ where, tookMs, timeoutMs }) => `Its metrics${where} take ${seconds(tookMs / 1000)} to come; after ${seconds(timeoutMs / 1000)} they would be given up.`,
  nobody_asks: ({ sinceMs }) => `Nobody has asked for ${lasting(sinceMs)}.`,
  running: ({ running }) => `${requests(running)} running, none waiting.`,
  idle: () => 'Nobody is asking.',
}; // prettier-ignore

/** What lasts less than a minute is not worth a number that changes all the time. */
function forSome(ms: number): string {
  return ms < 60_000 ? '' : ` for ${lasting(ms)}`;
}

/** A reason may end with a question. */
function withStop(words: string): string {
  return /[.?!]$/.test(words) ? words : `${words}.`;
}
