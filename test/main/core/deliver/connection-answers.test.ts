import assert from 'node:assert/strict';
import test from 'node:test';
import { judgeNothing, readLookup } from '../../../../main/core/deliver/connection-answers.ts';
import type { PostAnswer } from '../../../../main/core/deliver/outcome.ts';

function answered(status: number, body = '', contentType = 'application/json'): PostAnswer {
  return { kind: 'answer', status, contentType, retryAfter: undefined, body: new TextEncoder().encode(body) };
}

const silent: PostAnswer = { kind: 'failed', sent: true, reason: 'no answer within 15 s' };
const envelope = (message: string): string => JSON.stringify({ error: { code: 1, message } });

test('a lookup’s answer is read', () => {
  const body = JSON.stringify({
    enabled: true,
    scopes: ['metrics.ingest'],
    expirationDate: '2027-01-31T12:00:00.000Z',
    name: 'x',
  });
  const found = { kind: 'found', enabled: true, scopes: ['metrics.ingest'], expires: '2027-01-31' };
  assert.deepEqual(readLookup(answered(200, body)), found);
  const forever = JSON.stringify({ enabled: false, scopes: [] });
  assert.deepEqual(readLookup(answered(200, forever)), {
    kind: 'found',
    enabled: false,
    scopes: [],
    expires: undefined,
  });
});

const LOOKUPS: readonly (readonly [string, PostAnswer, string, RegExp | undefined])[] = [
  ['401', answered(401, envelope('no')), 'refused', /not accepted \(401\): no/],
  ['404 of the API', answered(404, envelope('Token does not exist.')), 'refused', /does not know the token/],
  ['404 of another server', answered(404, 'not here', 'text/plain'), 'none', undefined],
  ['403', answered(403, envelope('no')), 'none', undefined],
  ['405', answered(405, ''), 'none', undefined],
  ['302', answered(302, ''), 'none', undefined],
  ['a web page', answered(200, '<html>', 'text/html'), 'none', undefined],
  ['JSON of another kind', answered(200, '{"enabled":"yes"}'), 'none', undefined],
  ['scopes of another kind', answered(200, '{"enabled":true,"scopes":[1]}'), 'none', undefined],
  ['a date of another kind', answered(200, '{"enabled":true,"scopes":[],"expirationDate":"\u001b[31m"}'), 'none', undefined],
  ['JSON null', answered(200, 'null'), 'none', undefined],
  ['broken JSON', answered(200, '{"ena'), 'none', undefined],
  ['429', answered(429, envelope('slow down')), 'unknown', /answered 429: slow down/],
  ['503', answered(503, ''), 'unknown', /^answered 503$/],
  ['silence', silent, 'unknown', /^no answer within 15 s$/],
]; // prettier-ignore

for (const [name, answer, kind, reason] of LOOKUPS) {
  test(`lookup: ${name}`, () => {
    const lookup = readLookup(answer);
    assert.equal(lookup.kind, kind);
    if (reason !== undefined) assert.match('reason' in lookup ? lookup.reason : '', reason);
  });
}

const VERDICTS: readonly (readonly [string, PostAnswer, string, RegExp | undefined])[] = [
  ['400', answered(400, envelope('The request is empty.')), 'accepted', undefined],
  ['400 with protobuf', answered(400, '', 'application/x-protobuf'), 'accepted', undefined],
  ['200', answered(200, '', ''), 'accepted', undefined],
  ['200 with an OTLP answer', answered(200, '', 'application/x-protobuf'), 'accepted', undefined],
  ['400 of a web server', answered(400, '<html>plain HTTP request to HTTPS port', 'text/html'), 'unknown', /answered 400/],
  ['400 without a word', answered(400, '', ''), 'accepted', undefined],
  ['400 of a TLS port', answered(400, 'Client sent an HTTP request to an HTTPS server.', ''), 'unknown', /HTTPS server/],
  ['401', answered(401, envelope('no')), 'refused', /token is not accepted \(401\).*no/],
  ['403', answered(403, envelope('missing scope')), 'refused', /scope metrics\.ingest \(403\)/],
  ['404', answered(404, ''), 'refused', /no OTLP ingest at this address \(404\)/],
  ['405', answered(405, ''), 'refused', /takes no OTLP/],
  ['415', answered(415, ''), 'refused', /protobuf/],
  ['a redirect', answered(302, ''), 'refused', /redirects elsewhere/],
  ['a portal', answered(200, '<html>', 'text/html'), 'unknown', /login page or proxy/],
  ['429', answered(429, ''), 'unknown', /429/],
  ['500', answered(500, ''), 'unknown', /500/],
  ['503', answered(503, ''), 'unknown', /503/],
  ['silence', silent, 'unknown', /no answer/],
]; // prettier-ignore

for (const [name, answer, kind, reason] of VERDICTS) {
  test(`empty POST: ${name}`, () => {
    const verdict = judgeNothing(answer);
    assert.equal(verdict.kind, kind);
    if (reason !== undefined) assert.match('reason' in verdict ? verdict.reason : '', reason);
  });
}
