import assert from 'node:assert/strict';
import test from 'node:test';
import { parseEndpoint } from '../../../main/app/endpoint.ts';

const BASE = 'https://abc12345.live.dynatrace.com/api/v2/otlp';

const AG = 'https://ag.example:9999/e/abc12345/api/v2/otlp';
const MANAGED = 'https://monitoring.example/e/0a1b2c3d-0000-4000-8000-0123456789ab';

const GOOD: readonly (readonly [string, string, string])[] = [
  ['as on Dynatrace’s page', BASE, BASE],
  ['blanks around it', ` ${BASE}\n`, BASE],
  ['a slash at the end', `${BASE}//`, BASE],
  ['with the signal’s path', `${BASE}/v1/metrics`, BASE],
  ['with the signal’s path and a slash', `${BASE}/v1/metrics/`, BASE],
  ['with the path of traces', `${BASE}/v1/traces`, BASE],
  ['with the path of logs', `${BASE}/v1/logs`, BASE],
  ['a query is left out', `${BASE}?a=b#c`, BASE],
  ['an environment id', 'abc12345', BASE],
  ['an environment id as it is sometimes written', ' ABC12345 ', BASE],
  ['the environment alone', 'https://abc12345.live.dynatrace.com', BASE],
  ['an environment as a browser shows it', 'abc12345.live.dynatrace.com/#dashboards', BASE],
  ['the classic UI', 'https://abc12345.live.dynatrace.com/#dashboards;gtf=-2h', BASE],
  ['the classic UI, a page', 'https://abc12345.live.dynatrace.com/ui/settings?gtf=-2h', BASE],
  ['the classic metrics API', 'https://abc12345.live.dynatrace.com/api/v2/metrics/ingest', BASE],
  ['the API’s root', 'https://abc12345.live.dynatrace.com/api/v2', BASE],
  ['the new UI', 'https://abc12345.apps.dynatrace.com/ui/apps/dynatrace.dashboards/dashboard/x#from=now', BASE],
  ['the new UI’s host', 'https://abc12345.apps.dynatrace.com', BASE],
  ['the new UI as a browser shows it', 'abc12345.apps.dynatrace.com/ui/', BASE],
  ['OTLP at the UI’s host', 'https://abc12345.apps.dynatrace.com/api/v2/otlp/v1/metrics', BASE],
  ['a dot after the host', 'https://abc12345.live.dynatrace.com./api/v2/otlp', BASE],
  ['the default port', 'https://abc12345.live.dynatrace.com:443/', BASE],
  ['full-width dots', 'https://abc12345。live。dynatrace。com/', BASE],
  ['upper case', 'HTTPS://ABC12345.APPS.DYNATRACE.COM/', BASE],
  ['labs', 'https://abc12345.sprint.apps.dynatracelabs.com/ui/', 'https://abc12345.sprint.dynatracelabs.com/api/v2/otlp'],
  ['labs, the API’s host', 'https://abc12345.dynatracelabs.com/', 'https://abc12345.dynatracelabs.com/api/v2/otlp'],
  ['labs without a stage', 'https://abc12345.apps.dynatracelabs.com/', 'https://abc12345.dynatracelabs.com/api/v2/otlp'],
  ['an ActiveGate, in full', AG, AG],
  ['an ActiveGate with the signal’s path', `${AG}/v1/metrics`, AG],
  ['an ActiveGate’s environment', 'https://ag.example:9999/e/abc12345', AG],
  ['an ActiveGate’s environment and a slash', 'https://ag.example:9999/e/abc12345/', AG],
  ['an ActiveGate’s API', 'https://ag.example:9999/e/abc12345/api/v2/metrics/ingest', AG],
  ['an ActiveGate in a container', 'https://ag.svc/e/abc12345/api/v2/otlp', 'https://ag.svc/e/abc12345/api/v2/otlp'],
  ['an ActiveGate without an environment', 'https://ag.example:9999/api/v2/otlp', 'https://ag.example:9999/api/v2/otlp'],
  ['an ActiveGate by slashes too many', 'https://ag.example:9999//e//abc12345//api/v2/otlp', AG],
  ['Managed', `${MANAGED}/api/v2/otlp`, `${MANAGED}/api/v2/otlp`],
  ['Managed, its UI', `${MANAGED}/#dashboards;gtf=today`, `${MANAGED}/api/v2/otlp`],
  ['Managed, a page of its UI', `${MANAGED}/ui/hosts`, `${MANAGED}/api/v2/otlp`],
  ['an environment behind SaaS with its prefix', 'https://abc12345.live.dynatrace.com/e/abc12345/', 'https://abc12345.live.dynatrace.com/e/abc12345/api/v2/otlp'],
  ['another endpoint: the host alone', 'https://ABC.example', 'https://abc.example'],
  ['another endpoint: a port and path', 'https://abc.example:8443/otlp', 'https://abc.example:8443/otlp'],
  ['another endpoint with the signal’s path', 'https://abc.example/otlp/v1/metrics', 'https://abc.example/otlp'],
  ['another endpoint whose name looks like Dynatrace’s', 'https://notdynatrace.com/x', 'https://notdynatrace.com/x'],
  ['another endpoint beyond ASCII', 'https://überwachung.example/otlp', 'https://xn--berwachung-8db.example/otlp'],
  ['another endpoint with a path of its own kind', 'https://abc.example//a//b', 'https://abc.example//a//b'],
  ['http to localhost', 'http://localhost:4318', 'http://localhost:4318'],
  ['http to 127.0.0.1', 'http://127.0.0.1:4318/x', 'http://127.0.0.1:4318/x'],
  ['http to ::1', 'http://[::1]:4318', 'http://[::1]:4318'],
  ['http to loopback in another spelling', 'http://2130706433:4318', 'http://127.0.0.1:4318'],
]; // prettier-ignore

for (const [name, text, endpoint] of GOOD) {
  test(name, () => {
    assert.deepEqual(parseEndpoint(text), { ok: true, endpoint });
    assert.deepEqual(parseEndpoint(endpoint), { ok: true, endpoint }, 'once is enough');
  });
}

const BAD: readonly (readonly [string, string, RegExp])[] = [
  ['nothing', '', /must be a URL/],
  ['no scheme', 'otel.example/api/v2/otlp', /must be a URL/],
  ['an id that is none', 'dynatrace', /must be a URL/],
  ['the id of a Managed environment, which says no host', '0a1b2c3d-0000-4000-8000-0123456789ab', /must be a URL/],
  ['http to a name that begins with 127.', 'http://127.evil.example/x', /must start with https/],
  ['http across the network', 'http://abc12345.live.dynatrace.com', /must start with https/],
  ['http to a name that only begins with localhost', 'http://localhost.example', /must start with https/],
  ['http to another address', 'http://128.0.0.1', /must start with https/],
  ['another scheme', 'ftp://localhost', /must start with https/],
  ['a port without a scheme', 'localhost:4318', /must start with https/],
  ['a script', 'javascript:alert(1)', /must start with https/],
  ['a user', 'https://me@abc.example', /Credentials/],
  ['a password alone', 'https://:secret@abc.example', /Credentials/],
  ['a user and password', 'https://me:secret@abc.example', /Credentials/],
  ['a token pasted as the address', 'dt0c01.secret@', /must be a URL/],
  ['the login page', 'https://sso.dynatrace.com/', /not the address of an environment/],
  ['the documentation', 'https://docs.dynatrace.com/docs/ingest-from', /not the address of an environment/],
  ['the company', 'www.dynatrace.com', /not the address of an environment/],
];

for (const [name, text, reason] of BAD) {
  test(`refused: ${name}`, () => {
    const result = parseEndpoint(text);
    assert.ok(!result.ok);
    assert.match(result.reason, reason);
    assert.doesNotMatch(result.reason, /secret@/, 'what was typed is not repeated');
  });
}

test('http across the network goes by explicit setting, and never to Dynatrace', () => {
  const allowed = { allowHttp: true };
  const collector = 'http://otel-collector:4318';
  assert.deepEqual(parseEndpoint(`${collector}/v1/metrics`, allowed), { ok: true, endpoint: collector });
  for (const text of [
    'http://abc12345.live.dynatrace.com',
    'http://abc12345.live.dynatrace.com./',
    'ftp://otel-collector',
    'http://me@otel-collector',
  ]) {
    assert.ok(!parseEndpoint(text, allowed).ok, text);
  }
});
