import assert from 'node:assert/strict';
import test from 'node:test';
import { isTargetLabel, Resources, type Origin } from '../../../../main/core/otlp/resource.ts';
import type { Point } from '../../../../main/core/model/point.ts';
import type { Labels } from '../../../../main/core/model/sample.ts';

const target = (instance: string, job = 'nim-metrics'): Labels => [['instance', instance], ['job', job]]; // prettier-ignore
const origin = (host: string, instance: string): Origin => ({
  box: 'spark',
  address: { scheme: 'https', host, port: 8443, path: undefined },
  labels: target(instance),
});
const info = (labels: Labels): Point => ({
  kind: 'gauge',
  metric: 'target_info',
  value: 1,
  labels,
  description: '',
  unit: '',
  startMs: 0,
  timeMs: 0,
});

/** Host of the address, the target's instance → `service.instance.id`, `server.address`, `server.port`. */
const HOSTS: readonly (readonly [string, string, string, string | undefined, string])[] = [
  ['dgx-lab', 'dgx-lab:8443', 'dgx-lab:8443', 'dgx-lab', '8443'],
  ['10.0.0.7', '10.0.0.7:8443', '10.0.0.7:8443', '10.0.0.7', '8443'],
  ['[2001:db8::1]', '[2001:db8::1]:8443', '[2001:db8::1]:8443', '2001:db8::1', '8443'],
  ['localhost', 'localhost:8443', 'spark:8443', undefined, '8443'],
  ['127.0.0.1', '127.0.0.1:8443', 'spark:8443', undefined, '8443'],
  ['127.8.8.8', '127.8.8.8:8443', 'spark:8443', undefined, '8443'],
  ['0.0.0.0', '0.0.0.0:8443', 'spark:8443', undefined, '8443'],
  ['[::1]', '[::1]:8443', 'spark:8443', undefined, '8443'],
  ['localhost', 'localhost', 'spark:8443', undefined, '8443'],
  ['localhost', 'gpu-7', 'gpu-7', undefined, '8443'],
  ['localhost', 'gpu-7:1', 'gpu-7:1', 'gpu-7', '1'],
  ['dgx-lab', 'gpu-7', 'gpu-7', 'dgx-lab', '8443'],
  ['dgx-lab', '127.0.0.1:1', '127.0.0.1:1', undefined, '1'],
];

for (const [host, instance, id, address, port] of HOSTS) {
  test(`the resource of ${instance} at ${host}`, () => {
    assert.deepEqual(new Resources(origin(host, instance), []).of(target(instance)), {
      'service.name': 'nim-metrics',
      'service.instance.id': id,
      'server.port': port,
      'url.scheme': 'https',
      ...(address === undefined ? {} : { 'server.address': address }),
    });
  });
}

test('a scraped job and instance have a resource of their own, also when they are a loopback’s', () => {
  const resources = new Resources(origin('localhost', 'localhost:8443'), []);
  const { 'service.name': job, 'service.instance.id': id } = resources.of(target('127.0.0.1:1', 'theirs'));
  assert.deepEqual([job, id], ['theirs', '127.0.0.1:1']);
  assert.notEqual(resources.of(target('localhost:8443')), resources.of(target('localhost:8443', 'theirs')));
});

test('points without job and instance have the target’s, and the same resource is the same object', () => {
  const resources = new Resources(origin('dgx-lab', 'dgx-lab:8443'), []);
  assert.equal(resources.of([]), resources.of(target('dgx-lab:8443')));
});

test('the labels of target_info are in the resource of their target alone', () => {
  const at = origin('dgx-lab', 'a:1');
  const labels: Labels = [['instance', 'a:1'], ['job', 'nim-metrics'], ['k8s.pod.name', 'p'], ['url.scheme', 'told'], ['x', '']]; // prettier-ignore
  const resources = new Resources(at, [info(labels), info([['y', 'z']])]);
  assert.deepEqual(resources.of([]), {
    'service.name': 'nim-metrics',
    'service.instance.id': 'a:1',
    'server.address': 'a',
    'server.port': '1',
    'url.scheme': 'told',
    'k8s.pod.name': 'p',
    y: 'z',
  });
  assert.equal(resources.of(target('b:1'))['k8s.pod.name'], undefined);
});

test('job and instance are the target’s labels', () => {
  assert.deepEqual(['job', 'instance', 'exported_job', 'Job'].map(isTargetLabel), [true, true, false, false]);
});
