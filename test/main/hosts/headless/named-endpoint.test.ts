import assert from 'node:assert/strict';
import test from 'node:test';
import { namedEndpoint } from '../../../../main/hosts/headless/named-endpoint.ts';
import { UsageError } from '../../../../main/hosts/headless/usage-error.ts';

const BASE = 'https://abc12345.live.dynatrace.com/api/v2/otlp';

function named(environment: string | undefined, env: Record<string, string> = {}, allowHttp = false): string {
  return namedEndpoint({ environment, allowHttp }, env);
}

function refused(reason: RegExp): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof UsageError);
    assert.match(error.message, reason);
    assert.doesNotMatch(error.message, /SECRET/);
    return true;
  };
}

test('the option wins over DT_ENDPOINT; both are normalised', () => {
  assert.equal(named('abc12345'), BASE);
  assert.equal(named('https://abc12345.apps.dynatrace.com/ui/', { DT_ENDPOINT: 'xyz98765' }), BASE);
  assert.equal(named(undefined, { DT_ENDPOINT: `${BASE}/v1/metrics` }), BASE);
});

test('neither: says how to name one', () => {
  for (const env of [{}, { DT_ENDPOINT: ' ' }])
    assert.throws(() => named(undefined, env), refused(/--environment .*DT_ENDPOINT/));
});

test('what cannot be used is refused by the name of its place, and not repeated', () => {
  assert.throws(() => named('SECRET'), refused(/^--environment: The address must/));
  assert.throws(() => named(undefined, { DT_ENDPOINT: 'https://u:SECRET@x' }), refused(/^DT_ENDPOINT: Credentials/));
  assert.throws(() => named('', { DT_ENDPOINT: BASE }), refused(/which environment/));
});

test('http to another computer only when allowed', () => {
  assert.throws(() => named('http://collector:4318'), refused(/https/));
  assert.equal(named('http://collector:4318', {}, true), 'http://collector:4318');
});
