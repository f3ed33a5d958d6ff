import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageFile } from '../../../../main/hosts/electron/page-file.ts';

const cases: readonly [string, string | null][] = [
  ['app://nim-glance/', '/page/index.html'],
  ['app://nim-glance/index.html', '/page/index.html'],
  ['app://nim-glance/assets/a.js?x=1#y', '/page/assets/a.js'],
  ['app://nim-glance/../secret.html', '/page/secret.html'],
  ['app://nim-glance/%2e%2e/%2e%2e/secret.html', '/page/secret.html'],
  ['app://nim-glance/..%2f..%2fsecret.html', null],
  ['app://nim-glance/..%2fpage-other%2fa.html', null],
  ['app://nim-glance/..%5c..%5csecret.html', null],
  ['app://nim-glance/a%00.html', null],
  ['app://nim-glance/%zz.html', null],
  ['app://nim-glance/token.txt', null],
  ['app://other/index.html', null],
  ['https://nim-glance/index.html', null],
  ['not a url', null],
];
for (const [url, path] of cases) {
  test(url, () => {
    assert.equal(pageFile('/page', url)?.path ?? null, path);
  });
}
