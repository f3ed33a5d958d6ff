import assert from 'node:assert/strict';
import test from 'node:test';
import { isLoopbackHost } from '../../../../../main/hosts/headless/http/loopback-host.ts';

for (const host of ['127.0.0.1', '127.0.0.1:9464', 'localhost', 'LocalHost:1', '[::1]', '[::1]:65535']) {
  test(`${host} is this computer`, () => {
    assert.ok(isLoopbackHost(host));
  });
}

for (const host of [
  undefined,
  '',
  'evil.example',
  '127.0.0.1.evil.example',
  '127.0.0.1:80.evil.example',
  'localhost.evil.example',
  'evil.example:127.0.0.1',
  'user@127.0.0.1',
  '127.0.0.1:',
  '127.0.0.1:123456',
  '127.0.0.1 ',
  '127.0.0.1\n',
  '127.1',
  '2130706433',
  '[::1',
  '::1',
  '[::ffff:127.0.0.1]',
  '0.0.0.0',
]) {
  test(`${JSON.stringify(host)} is not`, () => {
    assert.ok(!isLoopbackHost(host));
  });
}
