import assert from 'node:assert/strict';
import test from 'node:test';
import { describeConfiguration, withoutQuotes } from '../../../main/app/describe-configuration.ts';
import type { HttpSettings } from '../../../main/core/model/target-settings.ts';
import { fakeSettings, httpSettings } from '../../fakes/target-settings.ts';

function described(http: Partial<HttpSettings>): { text: string; http: Record<string, unknown> } {
  const target = fakeSettings({ via: 'dgx-lab', http: httpSettings(http), params: [['module', 'SECRET']] });
  const families = { preset: 'default', include: ['a'], exclude: [] } as const;
  const forward = { endpoint: 'https://a', token: 'SECRET', boxes: 'all', families, summaryQuantiles: false } as const;
  const warnings = ['f:1:2: not "SECRET"'];
  const alerts = [{ id: 'gpu_hot', threshold: 80 }];
  const about = {
    form: 'nim-glance',
    targets: [target],
    namedBoxes: [],
    forward,
    alerts,
    maxStalenessMs: 1,
    warnings,
  } as const;
  const value = describeConfiguration(about);
  const text = JSON.stringify(value);
  const { targets } = JSON.parse(text) as { targets: { http: Record<string, unknown> }[] };
  return { text, http: targets[0]!.http };
}

const secret = { kind: 'text', text: 'SECRET' } as const;

test('no secret is taken over, but that and from where it is set', () => {
  const { text, http } = described({
    authorization: { kind: 'basic', username: 'SECRET', password: { kind: 'file', path: '/run/pw' } },
    headers: [['X-Key', secret]],
    tls: { ...httpSettings().tls, ca: secret, cert: secret, key: secret, serverName: 'dgx' },
    proxy: { kind: 'url', url: 'http://SECRET:SECRET@proxy:3128', noProxy: 'local' },
  });
  assert.ok(!text.includes('SECRET'), text);
  assert.deepEqual(http['authorization'], { type: 'Basic', password: { file: '/run/pw' } });
  assert.deepEqual(http['headers'], [{ name: 'X-Key', value: 'in the configuration' }]);
  assert.deepEqual(http['proxy'], { host: 'proxy:3128', noProxy: 'local' });
  assert.equal((http['tls'] as Record<string, unknown>)['serverName'], 'dgx');
  for (const kept of [
    '"url":"http://dgx:8000"',
    '"via":"dgx-lab"',
    '"params":["module"]',
    '"token":"in the file"',
    '"threshold":80',
    'f:1:2: not',
  ])
    assert.ok(text.includes(kept), kept);
});

test('credentials, and nothing at all', () => {
  const { http, text } = described({ authorization: { kind: 'credentials', type: 'Bearer', credentials: secret } });
  assert.deepEqual(http['authorization'], { type: 'Bearer', credentials: 'in the configuration' });
  assert.ok(!text.includes('SECRET'));
  const plain = described({}).http;
  assert.equal(plain['authorization'], 'none');
  assert.equal(plain['proxy'], 'none');
  assert.equal((plain['tls'] as Record<string, unknown>)['ca'], 'none');
});

test('an address of a proxy that is none', () => {
  const { http } = described({ proxy: { kind: 'url', url: 'SECRET', noProxy: '' } });
  assert.deepEqual(http['proxy'], { host: 'cannot be read', noProxy: '' });
});

test('what a problem cites is left out', () => {
  assert.equal(withoutQuotes('f:1:1: takes "a", not "b\\"c"'), 'f:1:1: takes "…", not "…"');
});
