import assert from 'node:assert/strict';
import test from 'node:test';
import { readCurl } from '../../../../main/app/boxes/read-curl.ts';

const CASES: readonly (readonly [text: string, url: string | undefined, hasCredentials: boolean])[] = [
  ['curl http://dgx:8000/v1/metrics', 'http://dgx:8000/v1/metrics', false],
  ['$ curl -sS dgx:8000', 'dgx:8000', false],
  [
    `sudo /usr/bin/curl -X GET 'http://dgx:8000/v1/models' -H "accept: application/json"`,
    'http://dgx:8000/v1/models',
    false,
  ],
  [
    `curl -X 'POST' \\\n  'http://0.0.0.0:8000/v1/chat/completions' \\\n  -H 'Authorization: Bearer nvapi-x' \\\n  -d '{"url": "http://other"}'`,
    'http://0.0.0.0:8000/v1/chat/completions',
    true,
  ],
  ['curl -sSu me:pw http://dgx:8000', 'http://dgx:8000', true],
  ['curl -ume:pw http://dgx:8000', 'http://dgx:8000', true],
  ['curl --oauth2-bearer=abc http://dgx:8000', 'http://dgx:8000', true],
  [`curl --header 'X-Api-Key: abc' http://dgx:8000`, 'http://dgx:8000', true],
  ['curl -o out.txt -m 5 --max-time 3 --silent dgx:8000', 'dgx:8000', false],
  ['curl --url http://dgx:8000 -k', 'http://dgx:8000', false],
  ['curl --proxy http://proxy:3128 http://dgx:8000', 'http://dgx:8000', false],
  ['curl -s http://dgx:8000/metrics | grep http://x', 'http://dgx:8000/metrics', false],
  ['curl.exe -s dgx:8000 > out', 'dgx:8000', false],
  ['curl -s', undefined, false],
];

for (const [text, url, hasCredentials] of CASES) {
  test(text.replace(/\s+/g, ' '), () => assert.deepEqual(readCurl(text), { url, hasCredentials }));
}

test('what is no curl command', () => {
  for (const text of ['dgx:8000', 'http://dgx:8000/curl', 'curly', 'http://dgx curl'])
    assert.equal(readCurl(text), undefined);
});
