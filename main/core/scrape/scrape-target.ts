import type { GetAnswer, HttpGet } from './http-get.ts';
import { baseUrl, type TargetAddress } from './target-address.ts';

/** A good scrape, or in words why there is none; a failed one changes nothing. */
export type ScrapeResult =
  | { readonly kind: 'good'; readonly body: Uint8Array; readonly dateMs: number | undefined }
  | { readonly kind: 'failed'; readonly reason: string; readonly answered: boolean };

/** What the target's health endpoints say. `not_nim`: it answers, but knows none of them. */
export type Health = 'ready' | 'loading' | 'down' | 'not_nim';

const ACCEPT = 'text/plain;version=0.0.4;q=1,*/*;q=0.1';
const MAX_METRICS_BYTES = 64 * 1024 * 1024;
const MAX_SMALL_BYTES = 1024 * 1024;
const PATHS: readonly string[] = ['/v1/metrics', '/metrics'];

/** Asks one target; remembers which metrics path answered. */
export class TargetReader {
  readonly #address: TargetAddress;
  readonly #get: HttpGet;
  readonly #timeoutMs: number;
  #path: string | undefined;

  constructor(address: TargetAddress, get: HttpGet, timeoutMs: number) {
    this.#address = address;
    this.#get = get;
    this.#timeoutMs = timeoutMs;
    this.#path = address.path;
  }

  /** One scrape. Without a known path `/v1/metrics` is asked first, then `/metrics`. */
  async scrape(): Promise<ScrapeResult> {
    const paths = this.#path === undefined ? PATHS : [this.#path];
    let result: ScrapeResult = { kind: 'failed', reason: 'no path to ask', answered: false };
    for (const path of paths) {
      const answer = await this.#ask(path, MAX_METRICS_BYTES);
      result = judge(answer, path);
      if (result.kind === 'good') {
        this.#path = path;
        return result;
      }
      if (answer.kind === 'failed' || answer.status !== 404) return result;
    }
    return result;
  }

  /** `/v1/health/ready`, and where that is not 200, `/v1/health/live`. */
  async health(): Promise<Health> {
    const ready = await this.#ask('/v1/health/ready', MAX_SMALL_BYTES);
    if (ready.kind === 'failed') return 'down';
    if (ready.status === 200) return 'ready';
    const live = await this.#ask('/v1/health/live', MAX_SMALL_BYTES);
    if (live.kind === 'failed') return 'down';
    if (live.status === 200 || ready.status === 503) return 'loading';
    return 'not_nim';
  }

  /** Names in `/v1/models`, an OpenAI list; empty when it does not tell. */
  async models(): Promise<readonly string[]> {
    const answer = await this.#ask('/v1/models', MAX_SMALL_BYTES);
    if (answer.kind === 'failed' || answer.status !== 200) return [];
    try {
      const { data } = JSON.parse(new TextDecoder().decode(answer.body)) as { data?: { id?: unknown }[] };
      return (data ?? []).map(({ id }) => id).filter((id): id is string => typeof id === 'string');
    } catch {
      // Not an OpenAI list: the models stay unknown, which the screen shows as such.
      return [];
    }
  }

  #ask(path: string, maxBytes: number): Promise<GetAnswer> {
    return this.#get({ url: baseUrl(this.#address) + path, accept: ACCEPT, timeoutMs: this.#timeoutMs, maxBytes });
  }
}

function judge(answer: GetAnswer, path: string): ScrapeResult {
  if (answer.kind === 'failed') return { kind: 'failed', reason: answer.reason, answered: false };
  const failed = (reason: string): ScrapeResult => ({ kind: 'failed', reason, answered: true });
  if (answer.status !== 200) return failed(`${path} answered ${String(answer.status)}`);
  if (/\bhtml\b/.test(answer.contentType)) return failed(`${path} answered with a web page instead of metrics`);
  return { kind: 'good', body: answer.body, dateMs: answer.dateMs };
}
