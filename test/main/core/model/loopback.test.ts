import assert from 'node:assert/strict';
import test from 'node:test';
import { isLoopback } from '../../../../main/core/model/loopback.ts';

for (const host of ['localhost', 'a.localhost', '127.0.0.1', '127.1.2.3', '::1', '[::1]']) {
  test(`${host} is this computer`, () => {
    assert.ok(isLoopback(host));
  });
}
for (const host of [
  'dgx',
  '10.0.0.1',
  '128.0.0.1',
  '127.evil.example',
  'localhost.example',
  'xlocalhost',
  '.localhost',
  '[::2]',
  '::2',
  '[::1',
]) {
  test(`${host} is another`, () => {
    assert.ok(!isLoopback(host));
  });
}
