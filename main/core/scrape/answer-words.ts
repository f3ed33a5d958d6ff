import { SPEAKS_HTTPS } from './failure-words.ts';

/** An answer that came whole, as far as it tells what it is. */
export interface JudgedAnswer {
  readonly status: number;
  readonly contentType: string;
  /** The first characters of the body. */
  readonly start: string;
  /** What was asked, without its query. */
  readonly path: string;
  readonly hasCredentials: boolean;
}

/** Why an answer holds no metrics. */
export interface AnswerProblem {
  /** That was asked; empty where the answer is about the whole port. */
  readonly path: string;
  /** `answered 404`. */
  readonly what: string;
  /** What to do about it; empty when nothing is known. */
  readonly hint: string;
  /** Whether the metrics may be on another path of the same server. */
  readonly elsewhere: boolean;
}

const HINTS: Readonly<Record<number, string>> = {
  403: 'these credentials may not read it. Give others',
  404: 'there is no such page. Check metrics_path and port',
  405: 'it does not take a GET',
  407: 'a proxy asks for credentials. Put them into proxy_url or HTTPS_PROXY',
  429: 'it is asked too often. Raise scrape_interval',
  500: 'it failed. Look into its log',
  502: 'a gateway before it cannot reach it. Check that the server runs',
  503: 'it is loading, or overloaded. Look into its log if that lasts',
  504: 'a gateway before it got no answer from it. Check that the server runs',
};

/** Statuses that say something about who asks, not about the page. */
const ABOUT_THE_CALLER: readonly number[] = [401, 403, 407, 408, 429];

/** Says in words why an answer holds no metrics; undefined when it seems to hold some. */
export function answerProblem(answer: JudgedAnswer): AnswerProblem | undefined {
  return answer.status === 200 ? contentProblem(answer) : statusProblem(answer);
}

function statusProblem({ status, path, hasCredentials, start }: JudgedAnswer): AnswerProblem {
  if (status === 400 && /http request .{0,20}to (an? )?https (server|port)/i.test(start)) {
    return { path: '', what: SPEAKS_HTTPS, hint: '', elsewhere: false };
  }
  const what = `answered ${String(status)}`;
  // Where there is no such page Triton says 400, others 404 or 405.
  const elsewhere = status >= 400 && status < 500 && !ABOUT_THE_CALLER.includes(status);
  if (status !== 401) return { path, what, hint: HINTS[status] ?? '', elsewhere };
  const hint = hasCredentials
    ? 'it does not accept the credentials. Check them'
    : 'it asks for credentials. Give the job an authorization or a basic_auth';
  return { path, what, hint, elsewhere };
}

function contentProblem({ contentType, start, path }: JudgedAnswer): AnswerProblem | undefined {
  const problem = (what: string, hint: string, elsewhere = false): AnswerProblem => {
    return { path, what: `answered with ${what}`, hint, elsewhere };
  };
  const text = start.trimStart();
  if (/\bhtml\b/i.test(contentType) || /^<(!doctype html|html|head|body)\b/i.test(text)) {
    // Some exporters show their front page on every path.
    return problem('a web page instead of metrics', 'is there a login, or another metrics_path?', true);
  }
  // A text may begin with a name in braces, but never with `{"…":`.
  if (/\bjson\b/i.test(contentType) || /^\[|^\{\s*("[^"]*"\s*:|\}\s*$)/.test(text)) {
    return problem('JSON instead of metrics', 'check metrics_path');
  }
  if (/\bprotobuf\b/i.test(contentType)) return problem('protobuf, which was not asked for', '');
  return text === '' ? problem('nothing (200, but empty)', '') : undefined;
}

const SEVERAL_HINT = 'check the port, and if the metrics are on another path, give it as metrics_path';

/** One reason for one or more paths that were asked in turn; only the last tells what to do. */
export function problemWords(problems: readonly AnswerProblem[]): string {
  const whats = [...new Set(problems.map(({ what }) => what))];
  const said = whats.map((what) => {
    const paths = problems.filter((problem) => problem.what === what).map(({ path }) => path);
    return `${paths.join(' and ')} ${what}`.trim();
  });
  const last = problems[problems.length - 1];
  const several = problems.length > 1 && last?.elsewhere === true;
  const hint = several ? SEVERAL_HINT : (last?.hint ?? '');
  const all = said.join(', ');
  return hint === '' ? all : `${all}: ${hint}`;
}
