import assert from 'node:assert/strict';
import test from 'node:test';
import { pointAttributes } from '../../../../main/core/otlp/attributes.ts';
import type { Labels } from '../../../../main/core/model/sample.ts';

const RESOURCE = { 'service.name': 'nim-metrics', 'service.instance.id': 'dgx-lab:8443', 'server.port': '8443' };
const OURS = { box: 'spark', 'service.name': 'nim-metrics', 'service.instance.id': 'dgx-lab:8443' };

const POINTS: readonly (readonly [string, Labels, Readonly<Record<string, string>>])[] = [
  ['no labels', [], OURS],
  ['a label', [['model_name', 'm']], { model_name: 'm', ...OURS }],
  ['an empty label is none', [['model_name', '']], OURS],
  ['job and instance stand in the resource', [['instance', 'i'], ['job', 'j']], OURS],
  ['the scope stands elsewhere', [['otel_scope_name', 's'], ['otel_scope_x', 'y']], OURS],
  ['a label of a name of ours is kept beside it', [['box', 'theirs']], { exported_box: 'theirs', ...OURS }],
  ['a label of a name and value of ours is ours', [['box', 'spark']], OURS],
  ['an exported name that is taken', [['box', 'a'], ['exported_box', 'x']], { exported_exported_box: 'a', exported_box: 'x', ...OURS }],
  ['an empty label of a name of ours is none', [['box', '']], OURS],
  ['a scraped service.name', [['service.name', 'theirs']], { 'exported_service.name': 'theirs', ...OURS }],
  ['a label named as what every object has', [['constructor', 'c']], { constructor: 'c', ...OURS }],
]; // prettier-ignore

for (const [name, labels, expected] of POINTS) {
  test(name, () => {
    assert.deepEqual(pointAttributes(labels, 'spark', RESOURCE), expected);
  });
}

test('a label __proto__ is an attribute like any other', () => {
  const attributes = pointAttributes([['__proto__', 'p']], 'spark', RESOURCE);
  assert.deepEqual(Object.entries(attributes)[0], ['__proto__', 'p']);
});

test('what the resource does not have is not on the points either', () => {
  assert.deepEqual(pointAttributes([], 'spark', {}), { box: 'spark' });
});
