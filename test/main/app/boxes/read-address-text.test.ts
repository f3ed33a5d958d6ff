import assert from 'node:assert/strict';
import test from 'node:test';
import { writeAddress } from '../../../../main/app/boxes/ask-address.ts';
import { readAddressText } from '../../../../main/app/boxes/read-address-text.ts';

const GOOD: readonly (readonly [text: string, address: string])[] = [
  ['dgx-lab', 'dgx-lab:8000'],
  ['  DGX-lab:9400 ', 'dgx-lab:9400'],
  ['8000', '127.0.0.1:8000'],
  [':8001', '127.0.0.1:8001'],
  ['0.0.0.0:8000', '127.0.0.1:8000'],
  ['http://dgx:80', 'dgx:80'],
  ['http://dgx:8000/v1/metrics', 'dgx:8000'],
  ['http://dgx:8000/metrics/', 'dgx:8000'],
  ['http://dgx:8000/v1/chat/completions', 'dgx:8000'],
  ['http://dgx:8000/nim/prod/metrics', 'http://dgx:8000/nim/prod/metrics'],
  ['https://dgx/custom?part=a&part=b', 'https://dgx:443/custom?part=a&part=b'],
  ['http://dgx:8000/metrics?name=up', 'http://dgx:8000/metrics?name=up'],
  ['::1', '[::1]:8000'],
  ['[fe80::1]:9400', '[fe80::1]:9400'],
  ['curl -s http://dgx:8000/v1/models', 'dgx:8000'],
  ['ssh -L 8000:localhost:8000 dgx', '127.0.0.1:8000'],
];

for (const [text, address] of GOOD) {
  test(`${text} is ${address}`, () => {
    const named = readAddressText(text);
    assert.ok(named.ok);
    assert.equal(writeAddress(named.address), address);
    assert.equal(named.leftOut, '');
  });
}

test('the machine behind a tunnel is told by the line that opens it', () => {
  const named = readAddressText('ssh -NL 8000:localhost:8000 me@dgx');
  assert.equal(named.ok && named.machine, 'dgx');
});

for (const text of [
  'http://me:hunter2@dgx:8000/metrics',
  'me:hunter2@dgx:8000',
  `curl -u me:hunter2 http://dgx:8000`,
  `curl http://me:hunter2@dgx:8000`,
  `curl -H 'Authorization: Bearer hunter2' http://dgx:8000/metrics`,
  'http://dgx:8000/metrics?api_key=hunter2',
]) {
  test(`credentials are left out, and said to be: ${text}`, () => {
    const named = readAddressText(text);
    assert.ok(named.ok);
    assert.equal(writeAddress(named.address), 'dgx:8000');
    assert.match(named.leftOut, /credentials are not kept/);
    assert.doesNotMatch(JSON.stringify(named), /hunter2/);
  });
}

const BAD: readonly (readonly [text: string, words: RegExp])[] = [
  ['', /missing/],
  ['hello there', /no address in this text/],
  ['curl -s', /names no address/],
  ['ssh dgx', /-L 8000:localhost:8000/],
  ['ftp://dgx', /not supported/],
  ['dgx:99999', /no address/],
  ['dgx:0', /Port 0/],
];

for (const [text, words] of BAD) {
  test(`"${text}" is not understood`, () => {
    const named = readAddressText(text);
    assert.ok(!named.ok);
    assert.match(named.reason, words);
  });
}
