import assert from 'node:assert/strict';
import test from 'node:test';
import { OwnWords, redactAll, redactor } from '../../../main/app/redact.ts';

const TOKEN = `dt0c01.${'A'.repeat(24)}.${'B'.repeat(64)}`;

for (const [text, secret] of [
  [`the token ${TOKEN} is unknown`, TOKEN],
  [`the token dt0c01.${'A'.repeat(24)} lacks a scope`, 'AAAA'],
  ['Authorization: Api-Token something-else', 'something-else'],
  ['authorization: bearer abc.def', 'abc.def'],
  ['sent "Basic dXNlcjpwYXNz"', 'dXNlcjpwYXNz'],
  ['GET http://user:p@ss@dgx:8000/metrics failed', 'p@ss'],
  ['GET https://only-a-token@dgx/metrics', 'only-a-token'],
  ['GET http://dgx/metrics?key=abcdef&x=ghijkl#z', 'abcdef'],
  ['GET http://dgx/metrics?key=abcdef&x=ghijkl#z', 'ghijkl'],
  ['eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl expired', 'c2lnbmF0dXJl'],
  ['api_key=12345678 is wrong', '12345678'],
  ['{"password": "hunter2"}', 'hunter2'],
  ['Client-Secret: abcd', 'abcd'],
] as const) {
  test(`what looks like a secret goes: ${text}`, () => {
    const redacted = redactor([])(text);
    assert.ok(!redacted.includes(secret), redacted);
    assert.match(redacted, /\[redacted\]/);
  });
}

for (const text of [
  'dgx-lab:8000 was not scraped yet',
  'connect ECONNREFUSED 10.0.0.1:8000',
  'http://dgx:8000/v1/metrics answered 404',
  'the token is not accepted (401). Check that it is complete',
  'Basic, the password in the configuration',
  'a histogram without _sum: metric e2e_request_latency_seconds',
]) {
  test(`nothing is taken from: ${text}`, () => {
    assert.equal(redactor([])(text), text);
  });
}

test('known secrets go however they are written', () => {
  const secret = 'p ä"s/s+1';
  const redact = redactor([secret, ` ${TOKEN}\n`]);
  const spellings = [
    secret,
    JSON.stringify(secret),
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64'),
  ];
  for (const text of spellings) assert.match(redact(`<${text}>`), /^<"?\[redacted\](?:=*)"?>$/, text);
  assert.equal(redact(TOKEN), '[redacted]');
});

test('each line of a secret of several goes', () => {
  assert.equal(redactor(['first line\nsecond line'])('it said second line'), 'it said [redacted]');
});

test('the longer secret goes first, so that nothing of it is left', () => {
  assert.equal(redactor(['abcdefgh', 'abcdefghijkl'])('abcdefghijkl'), '[redacted]');
});

test('a secret of three letters does not tear words apart', () => {
  assert.equal(redactor(['dgx', ''])('dgx-lab'), 'dgx-lab');
});

test('a short secret goes only where it stands alone, so that no torn word tells it', () => {
  const redact = redactor(['pass']);
  assert.equal(redact('the password is wrong'), 'the password is wrong');
  assert.equal(redact('user:pass at "pass"'), 'user:[redacted] at "[redacted]"');
  assert.equal(redactor(['passwords'])('wrongpasswords'), 'wrong[redacted]');
});

test('a secret may hold what means something to a pattern', () => {
  assert.equal(redactor(['a.*+?^${}()|[]\\/-b'])('<a.*+?^${}()|[]\\/-b>'), '<[redacted]>');
  assert.equal(redactor(['a.cd-efghi'])('abcd-efghi'), 'abcd-efghi');
});

test('every text of a value is redacted, but our own words and names of fields', () => {
  const own = new OwnWords('it is secret1');
  const value = { list: ['secret1', 2, null, true], secret1: { deep: 'secret1', own }, gone: undefined };
  assert.equal(
    JSON.stringify(redactAll(value, redactor(['secret1']))),
    '{"list":["[redacted]",2,null,true],"secret1":{"deep":"[redacted]","own":"it is secret1"}}',
  );
});
