import assert from 'node:assert/strict';
import test from 'node:test';
import { parseEndpoint } from '../../../main/app/endpoint.ts';

const BASE = 'https://abc12345.live.dynatrace.com/api/v2/otlp';

const GOOD: readonly (readonly [string, string, string])[] = [
  ['as on Dynatrace’s page', BASE, BASE],
  ['blanks around it', ` ${BASE}\n`, BASE],
  ['a slash at the end', `${BASE}//`, BASE],
  ['with the signal’s path', `${BASE}/v1/metrics`, BASE],
  ['with the signal’s path and a slash', `${BASE}/v1/metrics/`, BASE],
  ['a query is left out', `${BASE}?a=b#c`, BASE],
  ['the host alone', 'https://ABC.example', 'https://abc.example'],
  ['a port', 'https://abc.example:8443/otlp', 'https://abc.example:8443/otlp'],
  ['http to localhost', 'http://localhost:4318', 'http://localhost:4318'],
  ['http to 127.0.0.1', 'http://127.0.0.1:4318/x', 'http://127.0.0.1:4318/x'],
  ['http to ::1', 'http://[::1]:4318', 'http://[::1]:4318'],
  ['http to loopback in another spelling', 'http://2130706433:4318', 'http://127.0.0.1:4318'],
];

for (const [name, text, endpoint] of GOOD) {
  test(name, () => {
    assert.deepEqual(parseEndpoint(text), { ok: true, endpoint });
  });
}

const BAD: readonly (readonly [string, string, RegExp])[] = [
  ['nothing', '', /must be a URL/],
  ['no scheme', 'abc12345.live.dynatrace.com/api/v2/otlp', /must be a URL/],
  ['http to a name that begins with 127.', 'http://127.evil.example/x', /must start with https/],
  ['http across the network', 'http://abc12345.live.dynatrace.com', /must start with https/],
  ['http to a name that only begins with localhost', 'http://localhost.example', /must start with https/],
  ['http to another address', 'http://128.0.0.1', /must start with https/],
  ['another scheme', 'ftp://localhost', /must start with https/],
  ['a script', 'javascript:alert(1)', /must start with https/],
  ['a user', 'https://me@abc.example', /Credentials/],
  ['a password alone', 'https://:secret@abc.example', /Credentials/],
  ['a user and password', 'https://me:secret@abc.example', /Credentials/],
];

for (const [name, text, reason] of BAD) {
  test(`refused: ${name}`, () => {
    const result = parseEndpoint(text);
    assert.ok(!result.ok);
    assert.match(result.reason, reason);
    assert.doesNotMatch(result.reason, /secret@/, 'what was typed is not repeated');
  });
}
