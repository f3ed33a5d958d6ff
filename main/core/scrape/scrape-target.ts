import type { TargetSettings } from '../model/target-settings.ts';
import { Connections } from './http/connections.ts';
import { answerProblem, problemWords, type AnswerProblem } from './answer-words.ts';
import type { GetAnswer, HttpGet } from './http-get.ts';
import type { BodyLimit } from './http/read-body.ts';
import { baseUrl, withParams } from './target-address.ts';

/** A good scrape, or in words why there is none; a failed one changes nothing. */
export type ScrapeResult =
  | {
      readonly kind: 'good';
      readonly body: Uint8Array;
      /** The target's own clock, ms since the Unix epoch. */
      readonly dateMs: number | undefined;
      /** The `Content-Type` header; tells the format. */
      readonly contentType: string;
      /** The metrics path that answered. */
      readonly path: string;
      /** What the screen should warn of. */
      readonly warnings: readonly string[];
    }
  | { readonly kind: 'failed'; readonly reason: string; readonly answered: boolean };

/** What the target's health endpoints say. `not_nim`: it answers, but knows none of them. */
export type Health = 'ready' | 'loading' | 'down' | 'not_nim';

/**
 * OpenMetrics before the text format, as Prometheus prefers them: its `# EOF` tells a whole text from one that was cut,
 * and it has units and the times at which counters began.
 */
const ACCEPT = [
  'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6',
  'application/openmetrics-text;version=0.0.1;q=0.5',
  'text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4',
  'text/plain;version=0.0.4;q=0.3',
  '*/*;q=0.2',
].join(',');
const ACCEPT_JSON = 'application/json,*/*;q=0.1';

/** Read of no target, whatever its `body_size_limit`. */
const MAX_BODY: BodyLimit = { bytes: 256 * 1024 * 1024, name: 'the built-in limit' };
const SMALL_BODY: BodyLimit = { bytes: 1024 * 1024, name: 'the built-in limit' };
const PATHS: readonly string[] = ['/v1/metrics', '/metrics'];
/** As many bytes of a body as tell what it is. */
const START_BYTES = 512;

/** Asks one target; remembers which metrics path answered, and keeps its connections until `close`. */
export class TargetReader {
  readonly #settings: TargetSettings;
  readonly #get: HttpGet;
  readonly #connections = new Connections();
  readonly #limit: BodyLimit;
  readonly #warnings: readonly string[];
  #path: string | undefined;

  constructor(settings: TargetSettings, get: HttpGet) {
    this.#settings = settings;
    this.#get = get;
    this.#limit = bodyLimit(settings.limits.bodySize);
    this.#warnings = warningsOf(settings);
  }

  /**
   * One scrape. Without a path in the settings `/v1/metrics` is asked first, then `/metrics`; the one that answered is
   * asked first from then on. Where there is no page, or a web page, the metrics may be elsewhere, also later on:
   * another version may answer at the same address.
   */
  async scrape(): Promise<ScrapeResult> {
    const problems: AnswerProblem[] = [];
    for (const path of this.#paths()) {
      const answer = await this.#ask(withParams(path, this.#settings.params), ACCEPT, this.#limit);
      if (answer.kind === 'failed') return answer;
      const problem = this.#problem(answer, path);
      if (problem === undefined) {
        this.#path = path;
        const { body, dateMs, contentType } = answer;
        return { kind: 'good', body, dateMs, contentType, path, warnings: this.#warnings };
      }
      problems.push(problem);
      if (!problem.elsewhere) break;
    }
    return { kind: 'failed', reason: problemWords(problems), answered: true };
  }

  /** `/v1/health/ready`, and where that is not 200, `/v1/health/live`. */
  async health(): Promise<Health> {
    const ready = await this.#ask('/v1/health/ready', ACCEPT_JSON, SMALL_BODY);
    if (ready.kind === 'failed') return 'down';
    if (ready.status === 200) return 'ready';
    const live = await this.#ask('/v1/health/live', ACCEPT_JSON, SMALL_BODY);
    if (live.kind === 'failed') return 'down';
    if (live.status === 200 || ready.status === 503) return 'loading';
    return 'not_nim';
  }

  /** Names in `/v1/models`, an OpenAI list; empty when it does not tell. */
  async models(): Promise<readonly string[]> {
    const answer = await this.#ask('/v1/models', ACCEPT_JSON, SMALL_BODY);
    if (answer.kind === 'failed' || answer.status !== 200) return [];
    try {
      const { data } = JSON.parse(new TextDecoder().decode(answer.body)) as { data?: { id?: unknown }[] };
      return (data ?? []).map(({ id }) => id).filter((id): id is string => typeof id === 'string');
    } catch {
      // Not an OpenAI list: the models stay unknown, which the screen shows as such.
      return [];
    }
  }

  /** Closes the connections; a request under way fails. */
  close(): void {
    this.#connections.close();
  }

  #paths(): readonly string[] {
    const { path } = this.#settings.address;
    if (path !== undefined) return [path];
    return [...PATHS].sort((a, b) => Number(b === this.#path) - Number(a === this.#path));
  }

  #problem({ status, contentType, body }: WholeAnswer, path: string): AnswerProblem | undefined {
    const hasCredentials = this.#settings.http.authorization !== undefined;
    const start = new TextDecoder().decode(body.subarray(0, START_BYTES));
    return answerProblem({ status, contentType, start, path: path.split('?')[0] ?? '', hasCredentials });
  }

  #ask(path: string, accept: string, limit: BodyLimit): Promise<GetAnswer> {
    const { address, via, http, scrapeTimeoutMs: timeoutMs } = this.#settings;
    const url = baseUrl(address) + path;
    return this.#get({ url, accept, timeoutMs, limit, http, via, dial: undefined, connections: this.#connections });
  }
}

function bodyLimit(bytes: number): BodyLimit {
  return bytes === 0 || bytes > MAX_BODY.bytes ? MAX_BODY : { bytes, name: 'body_size_limit' };
}

function warningsOf({ address, http }: TargetSettings): readonly string[] {
  if (address.scheme !== 'https' || !http.tls.insecureSkipVerify) return [];
  return [
    'The certificate is not checked (insecure_skip_verify): anyone on the way could answer in place of the target, and read its credentials',
  ];
}

type WholeAnswer = Extract<GetAnswer, { kind: 'answer' }>;
