import assert from 'node:assert/strict';
import test from 'node:test';
import { chooseProxy } from '../../../../../main/core/scrape/http/choose-proxy.ts';

const ENVIRONMENT = { HTTP_PROXY: 'http://plain:3128', https_proxy: 'secure' };

const chosen = (target: string, environment: Record<string, string>): string | undefined =>
  chooseProxy(new URL(target), { kind: 'environment' }, environment)?.href;

const BY_ENVIRONMENT: readonly (readonly [target: string, noProxy: string, proxy: string | undefined])[] = [
  ['http://nim/', '', 'http://plain:3128/'],
  ['https://nim/', '', 'http://secure/'],
  ['http://localhost:8000/', '', undefined],
  ['http://127.1.2.3/', '', undefined],
  ['http://[::1]:8000/', '', undefined],
  ['http://nim/', '*', undefined],
  ['http://a.nim.test/', 'nim.test', undefined],
  ['http://nim.test/', 'other, NIM.test', undefined],
  ['http://animm.test/', 'nim.test', 'http://plain:3128/'],
  ['http://anim.test/', 'nim.test', 'http://plain:3128/'],
  ['http://a.nim.test/', '.nim.test', undefined],
  ['http://nim.test/', '.nim.test', 'http://plain:3128/'],
  ['http://a.nim.test/', '*.nim.test', undefined],
  ['http://nim.test:8000/', 'nim.test:8000', undefined],
  ['http://nim.test:8001/', 'nim.test:8000', 'http://plain:3128/'],
  ['http://nim.test/', 'nim.test:80', undefined],
  ['https://nim.test/', 'nim.test:443', undefined],
  ['http://10.1.2.3/', '10.0.0.0/8', undefined],
  ['http://11.1.2.3/', '10.0.0.0/8', 'http://plain:3128/'],
  ['http://10.1.2.3/', '10.1.2.3', undefined],
  ['http://10.1.2.3:9/', '10.1.2.3:8', 'http://plain:3128/'],
  ['http://[fd00::5]/', 'fd00::/8', undefined],
  ['http://[fd00::5]/', '[fd00::5]:80', undefined],
  ['http://[fd00::5]/', 'fd00::5', undefined],
  ['http://[fe80::5]/', 'fd00::/8', 'http://plain:3128/'],
  ['http://10.1.2.3/', '10.0.0.0/99,/8,nim/8', 'http://plain:3128/'],
  ['http://10.1.2.3/', '2.3', 'http://plain:3128/'],
  ['http://110.1.2.3/', '10.1.2.3', 'http://plain:3128/'],
];
for (const [target, noProxy, proxy] of BY_ENVIRONMENT) {
  test(`${target} with NO_PROXY "${noProxy}" goes over ${proxy ?? 'none'}`, () => {
    assert.equal(chosen(target, { ...ENVIRONMENT, NO_PROXY: noProxy }), proxy);
  });
}

test('no variable, no proxy; the large name wins over the small', () => {
  assert.equal(chosen('http://nim/', {}), undefined);
  assert.equal(chosen('http://nim/', { HTTP_PROXY: 'http://large', http_proxy: 'http://small' }), 'http://large/');
  assert.equal(chosen('http://nim/', { HTTP_PROXY: '', http_proxy: 'http://small' }), 'http://small/');
});

test('proxy_url is for every target, unless no_proxy names some', () => {
  const by = (target: string, noProxy: string): string | undefined =>
    chooseProxy(new URL(target), { kind: 'url', url: 'http://p:1', noProxy }, ENVIRONMENT)?.href;
  assert.equal(by('http://localhost/', ''), 'http://p:1/');
  assert.equal(by('http://localhost/', 'x'), undefined);
  assert.equal(by('https://nim/', 'x'), 'http://p:1/');
  assert.equal(by('https://nim/', 'nim'), undefined);
  assert.equal(chooseProxy(new URL('http://nim/'), { kind: 'none' }, ENVIRONMENT), undefined);
});

test('a proxy that cannot be used is told without its password', () => {
  const choose = (url: string): (() => unknown) => {
    return () => chooseProxy(new URL('http://nim/'), { kind: 'url', url, noProxy: '' }, {});
  };
  assert.throws(choose('http://u:canary@[/'), { message: 'proxy_url is no address. Write it like http://proxy:3128' });
  assert.throws(choose('socks5://u:canary@p'), {
    message: 'proxy_url: a proxy of the kind socks5:// is not supported. Use an HTTP proxy',
  });
});
