import assert from 'node:assert/strict';
import test from 'node:test';
import { readAttachedPlace, readLoopbackAddress } from '../../../../main/app/attach/attached-place.ts';

test('what was kept is read, and anything else is this computer', () => {
  const place = { url: 'http://127.0.0.1:7777', computer: 'dgx' };
  assert.deepEqual(readAttachedPlace(JSON.stringify(place)), place);
  for (const text of [
    '',
    '{',
    '[]',
    JSON.stringify({ ...place, url: 'http://dgx:7777' }),
    JSON.stringify({ url: place.url }),
  ])
    assert.equal(readAttachedPlace(text), undefined, text);
});

for (const text of [
  '127.0.0.1:7777',
  ' localhost:7777 ',
  'http://127.0.0.1:7777',
  'http://localhost:7777/#x',
  'HTTP://127.0.0.1:7777/',
])
  test(`an address of this computer: ${text}`, () => {
    assert.deepEqual(readLoopbackAddress(text), { ok: true, url: 'http://127.0.0.1:7777' });
  });

for (const [text, words] of [
  ['dgx:7777', /ssh -N -L/],
  ['https://127.0.0.1:7777', /ssh -N -L/],
  ['http://127.0.0.1.evil.example:7777', /ssh -N -L/],
  ['127.0.0.1', /port is missing/],
  ['', /127\.0\.0\.1:PORT/],
  ['127.0.0.1:99999', /127\.0\.0\.1:PORT/],
] as const)
  test(`refused with words: ${text}`, () => {
    const read = readLoopbackAddress(text);
    assert.match(read.ok ? '' : read.reason, words);
  });
