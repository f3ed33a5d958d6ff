import assert from 'node:assert/strict';
import test from 'node:test';
import { readListen } from '../../../main/app/listen-address.ts';

for (const [text, port] of [
  ['127.0.0.1:9464', 9464],
  ['localhost:1', 1],
  ['65535', 65_535],
  [' 127.0.0.1:13133 ', 13_133],
] as const) {
  test(`${text} is the port ${String(port)}`, () => {
    assert.deepEqual(readListen(text), { ok: true, port });
  });
}

for (const text of ['', ':', 'x', '127.0.0.1', '127.0.0.1:0', '65536', '127.0.0.1:99999', '1.5', '-1', 'localhost:']) {
  test(`"${text}" is refused with an example`, () => {
    const result = readListen(text);
    assert.match(result.ok ? '' : result.reason, /^listen takes 127\.0\.0\.1:PORT, for example/);
  });
}

for (const text of [
  '0.0.0.0:9464',
  ':9464',
  '[::]:9464',
  'dgx:9464',
  '127.0.0.1.evil.org:9464',
  '10.0.0.1:80',
  '::9464',
]) {
  test(`${text} would be open to others`, () => {
    const result = readListen(text);
    assert.match(result.ok ? '' : result.reason, /^only this computer may ask/);
  });
}
