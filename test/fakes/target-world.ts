import type { PostAnswer } from '../../main/core/deliver/outcome.ts';
import type { GetAnswer, HttpGet } from '../../main/core/scrape/http-get.ts';
import { FakeClock } from './clock.ts';

const OK: PostAnswer = { kind: 'answer', status: 200, contentType: '', retryAfter: undefined, body: new Uint8Array() };

/** A destination that answers `post`, and targets that all answer `text` with a process start, on a fake clock. */
export function targetWorld() {
  const clock = new FakeClock();
  const world = {
    /** The metrics text without its head; undefined: nothing listens. */
    text: 'c 5\n' as string | undefined,
    /** Status of the health endpoints. */
    health: 404,
    startSeconds: clock.nowMs() / 1000 - 100,
    post: OK,
    posts: 0,
    /** Hosts in the order in which they were asked for metrics. */
    asked: [] as string[],
  };
  const answer = (status: number, text: string): GetAnswer => ({
    kind: 'answer',
    ...{ status, contentType: 'text/plain', dateMs: clock.nowMs(), headers: {}, warnings: [] },
    body: new TextEncoder().encode(text),
  });
  const get: HttpGet = ({ url }) => {
    const { pathname, host } = new URL(url);
    if (!pathname.endsWith('/metrics')) return Promise.resolve(answer(world.health, ''));
    world.asked.push(host);
    if (world.text === undefined) return Promise.resolve({ kind: 'failed', reason: 'refused', answered: false });
    const head = `process_start_time_seconds ${String(world.startSeconds)}\n# TYPE c counter\n# TYPE g gauge\n`;
    return Promise.resolve(answer(200, world.text === '' ? '' : head + world.text));
  };
  const post = (): Promise<PostAnswer> => {
    world.posts += 1;
    return Promise.resolve(world.post);
  };
  const catalogue = {
    signals: [{ id: 's', sources: [{ kind: 'gauge', of: { family: 'g' }, take: 'sum' }] }],
    beginsAtZero: () => true,
    unitOf: () => undefined,
    dialectOf: (families: Iterable<string>) => ([...families].includes('g') ? 'with g' : 'plain'),
  } as const;
  const options = { catalogue, clock, random: () => 0, md5: () => new Uint8Array(16), environment: {}, get, post };
  const about = {
    maxStalenessMs: undefined,
    observer: undefined,
    openSelection: (id: string) => ({ id, has: () => true }),
  };
  return { clock, world, options: { ...options, ...about } };
}
