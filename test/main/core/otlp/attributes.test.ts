import assert from 'node:assert/strict';
import test from 'node:test';
import { pointAttributes, resourceAttributes, type Origin } from '../../../../main/core/otlp/attributes.ts';
import type { Labels } from '../../../../main/core/model/sample.ts';

const ORIGIN: Origin = { box: 'spark', job: 'nim-metrics', scheme: 'https', host: 'dgx-lab', port: 8443 };

/** Host, `service.instance.id`, `server.address`. */
const HOSTS: readonly (readonly [string, string, string | undefined])[] = [
  ['dgx-lab', 'dgx-lab:8443', 'dgx-lab'],
  ['10.0.0.7', '10.0.0.7:8443', '10.0.0.7'],
  ['[2001:db8::1]', '[2001:db8::1]:8443', '[2001:db8::1]'],
  ['localhost', 'spark:8443', undefined],
  ['127.0.0.1', 'spark:8443', undefined],
  ['127.8.8.8', 'spark:8443', undefined],
  ['0.0.0.0', 'spark:8443', undefined],
  ['[::1]', 'spark:8443', undefined],
  ['::1', 'spark:8443', undefined],
];

for (const [host, instance, address] of HOSTS) {
  test(`the resource of ${host}`, () => {
    assert.deepEqual(resourceAttributes({ ...ORIGIN, host }), {
      'service.name': 'nim-metrics',
      'service.instance.id': instance,
      'server.port': '8443',
      'url.scheme': 'https',
      ...(address === undefined ? {} : { 'server.address': address }),
    });
  });
}

const OURS = { box: 'spark', 'service.name': 'nim-metrics', 'service.instance.id': 'dgx-lab:8443' };

const POINTS: readonly (readonly [string, Labels, Readonly<Record<string, string>>])[] = [
  ['no labels', [], OURS],
  ['a label', [['model_name', 'm']], { model_name: 'm', ...OURS }],
  ['an empty label is none', [['model_name', '']], OURS],
  ['a label of a name of ours is kept beside it', [['box', 'theirs']], { exported_box: 'theirs', ...OURS }],
  [
    'an exported name that is taken',
    [
      ['box', 'a'],
      ['exported_box', 'x'],
    ],
    { exported_exported_box: 'a', exported_box: 'x', ...OURS },
  ],
  ['an empty label of a name of ours is none', [['box', '']], OURS],
  ['a label named as what every object has', [['constructor', 'c']], { constructor: 'c', ...OURS }],
];

for (const [name, labels, expected] of POINTS) {
  test(name, () => {
    assert.deepEqual(pointAttributes(labels, ORIGIN), expected);
  });
}

test('a label __proto__ is an attribute like any other', () => {
  const attributes = pointAttributes([['__proto__', 'p']], ORIGIN);
  assert.deepEqual(Object.entries(attributes)[0], ['__proto__', 'p']);
});
