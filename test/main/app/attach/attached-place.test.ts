import assert from 'node:assert/strict';
import test from 'node:test';
import {
  attachAccount,
  attachedPlaceText,
  readAttachedPlace,
  readMonitorAddress,
  shownAddress,
} from '../../../../main/app/attach/attached-place.ts';

const HERE = { url: 'http://127.0.0.1:7777' };
const THERE = { ssh: 'me@dgx', port: 7777 };

test('what was kept is read, and anything else is this computer', () => {
  for (const address of [HERE, THERE]) {
    const place = { address, computer: 'dgx' };
    assert.deepEqual(readAttachedPlace(attachedPlaceText(place)), place);
  }
  for (const text of [
    '',
    '{',
    '[]',
    JSON.stringify({ url: 'http://dgx:7777', computer: 'dgx' }),
    JSON.stringify(HERE),
    JSON.stringify({ ...THERE, ssh: '-oProxyCommand=x', computer: 'dgx' }),
    JSON.stringify({ ...THERE, port: 0, computer: 'dgx' }),
  ])
    assert.equal(readAttachedPlace(text), undefined, text);
});

test('each address has an account of its own, and is shown as it was entered', () => {
  assert.deepEqual([HERE, THERE].map(attachAccount), ['attach http://127.0.0.1:7777', 'attach ssh me@dgx:7777']);
  assert.deepEqual([HERE, THERE].map(shownAddress), ['127.0.0.1:7777', 'me@dgx:7777']);
});

for (const text of [
  '127.0.0.1:7777',
  ' localhost:7777 ',
  'http://127.0.0.1:7777',
  'http://localhost:7777/#x',
  'HTTP://127.0.0.1:7777/',
])
  test(`where a tunnel begins: ${text}`, () => {
    assert.deepEqual(readMonitorAddress(text), { ok: true, address: HERE });
  });

for (const text of ['me@dgx:7777', ' me@dgx:7777', 'http://me@dgx:7777/'])
  test(`behind ssh: ${text}`, () => {
    assert.deepEqual(readMonitorAddress(text), { ok: true, address: THERE });
  });

for (const [text, words] of [
  ['https://127.0.0.1:7777', /The way there is ssh/],
  ['-oProxyCommand=x:7777', /ssh takes an alias/],
  ['dgx lab:7777', /ssh takes an alias/],
  ['$(id):7777', /ssh takes an alias/],
  ['::1:7777', /MACHINE:PORT/],
  ['127.0.0.1', /port is missing/],
  ['dgx:', /port is missing/],
  ['dgx:http', /port is missing|MACHINE:PORT/],
  ['', /MACHINE:PORT/],
  [':7777', /MACHINE:PORT/],
  ['127.0.0.1:99999', /no port 99999/],
  ['dgx:0', /no port 0/],
] as const)
  test(`refused with words: ${text}`, () => {
    const read = readMonitorAddress(text);
    assert.match(read.ok ? '' : read.reason, words);
  });
