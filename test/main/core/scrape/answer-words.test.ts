import assert from 'node:assert/strict';
import test from 'node:test';
import { answerProblem, problemWords, type JudgedAnswer } from '../../../../main/core/scrape/answer-words.ts';

const FINE: JudgedAnswer = { status: 200, contentType: '', start: 'a 1', path: '/m', hasCredentials: false };

function words(over: Partial<JudgedAnswer>): string {
  const problem = answerProblem({ ...FINE, ...over });
  return problem === undefined ? '' : problemWords([problem]);
}

const STATUSES: readonly (readonly [status: number, said: string])[] = [
  [204, '/m answered 204'],
  [400, '/m answered 400'],
  [429, '/m answered 429: it is asked too often. Raise scrape_interval'],
  [500, '/m answered 500: it failed. Look into its log'],
  [502, '/m answered 502: a gateway before it cannot reach it. Check that the server runs'],
  [599, '/m answered 599'],
];
for (const [status, said] of STATUSES) {
  test(`${String(status)} in words`, () => {
    assert.equal(words({ status, start: 'canary' }), said);
  });
}

test('nginx says in its own way that the port speaks HTTPS', () => {
  const start = '<center>The plain HTTP request was sent to HTTPS port</center>';
  assert.match(words({ status: 400, start }), /^this port speaks HTTPS/);
});

const CONTENT: readonly (readonly [type: string, start: string, problem: RegExp | undefined])[] = [
  ['text/plain', 'a 1', undefined],
  ['', '# HELP a b', undefined],
  ['text/plain', '{"my.metric",a="b"} 1', undefined],
  ['text/plain', '{"my.metric"} 1', undefined],
  ['text/plain', '<body>', /web page/],
  ['Text/HTML', 'a 1', /web page/],
  ['text/plain', '[{"a":1}]', /JSON/],
  ['text/plain', '{"a": 1}', /JSON/],
  ['text/plain', '{\n}', /JSON/],
  ['application/problem+json', '', /JSON/],
  ['application/vnd.google.protobuf; proto=x', 'a', /protobuf/],
  ['text/plain', '', /nothing/],
];
for (const [type, start, problem] of CONTENT) {
  test(`"${start}" as "${type}" is ${problem === undefined ? 'taken for metrics' : 'told'}`, () => {
    const said = answerProblem({ ...FINE, contentType: type, start })?.what;
    if (problem === undefined) assert.equal(said, undefined);
    else assert.match(said ?? '', problem);
  });
}

test('of several paths only the last tells what to do', () => {
  const of = (status: number, path: string) => answerProblem({ ...FINE, status, path }) ?? assert.fail();
  assert.equal(
    problemWords([of(404, '/a'), of(404, '/b')]),
    '/a and /b answered 404: check the port, and if the metrics are on another path, give it as metrics_path',
  );
  assert.match(problemWords([of(400, '/a'), of(503, '/b')]), /^\/a answered 400, \/b answered 503: it is loading/);
});

test('the metrics may be elsewhere where there is no such page, not where somebody is refused', () => {
  const elsewhere = [400, 401, 403, 404, 405, 429, 500, 503].filter((status) => {
    return answerProblem({ ...FINE, status })?.elsewhere;
  });
  assert.deepEqual(elsewhere, [400, 404, 405]);
  assert.equal(answerProblem({ ...FINE, contentType: 'text/html' })?.elsewhere, true);
});
