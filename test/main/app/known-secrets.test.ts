import assert from 'node:assert/strict';
import test from 'node:test';
import type { Configuration } from '../../../main/app/config/configuration.ts';
import { environmentSecrets, secretsOf } from '../../../main/app/known-secrets.ts';
import type { HttpSettings } from '../../../main/core/model/target-settings.ts';
import { fakeSettings, httpSettings } from '../../fakes/target-settings.ts';

function configurationOf(http: Partial<HttpSettings>, token?: string): Configuration {
  const target = fakeSettings({ http: httpSettings(http), params: [['module', 'param-value']] });
  const families = { preset: 'default', include: [], exclude: [] } as const;
  const forward = { endpoint: 'https://a', token, boxes: 'all', families, summaryQuantiles: false } as const;
  return {
    form: 'nim-glance',
    targets: [target],
    namedBoxes: [],
    forward,
    alerts: [],
    maxStalenessMs: undefined,
    warnings: [],
  };
}

const text = (value: string) => ({ kind: 'text', text: value }) as const;
const file = (path: string) => ({ kind: 'file', path }) as const;

test('every secret that stands in the configuration', () => {
  const { texts, files } = secretsOf(
    configurationOf(
      {
        authorization: { kind: 'basic', username: 'prom', password: text('basic-password') },
        headers: [['X-Key', text('header-value')]],
        tls: { ...httpSettings().tls, key: text('PEM') },
        proxy: { kind: 'url', url: 'http://proxy-user:p%40ss@proxy:3128', noProxy: '' },
      },
      'the-token',
    ),
  );
  for (const secret of [
    ...['basic-password', 'prom', 'prom:basic-password', 'header-value', 'PEM', 'param-value', 'the-token'],
    ...['proxy-user', 'p%40ss', 'p@ss'],
  ])
    assert.ok(texts.includes(secret), secret);
  assert.deepEqual(files, []);
});

test('files that hold secrets, each once', () => {
  const { texts, files } = secretsOf(
    configurationOf({
      authorization: { kind: 'credentials', type: 'Bearer', credentials: file('/a') },
      headers: [
        ['X', file('/b')],
        ['Y', file('/a')],
      ],
    }),
  );
  assert.deepEqual(files, ['/a', '/b']);
  assert.deepEqual(texts, ['param-value']);
});

test('credentials', () => {
  const credentials = text('bearer-token');
  const { texts } = secretsOf(configurationOf({ authorization: { kind: 'credentials', type: 'Bearer', credentials } }));
  assert.ok(texts.includes('bearer-token'));
});

test('the environment: token and users of proxies', () => {
  const secrets = environmentSecrets({
    DT_API_TOKEN: 'env-token',
    https_proxy: 'http://lower:word1@proxy:1',
    HTTP_PROXY: 'http://bad%zz:word2@proxy:1',
    HOME: '/home/a',
  });
  for (const secret of ['env-token', 'lower', 'word1', 'bad%zz', 'word2']) assert.ok(secrets.includes(secret), secret);
  assert.ok(!secrets.includes('/home/a'));
});
