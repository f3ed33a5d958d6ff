import assert from 'node:assert/strict';
import test from 'node:test';
import { targetIdentity } from '../../../../main/app/config/target-identity.ts';
import { jobWith, onlyTarget } from '../../../fakes/configuration-text.ts';

test('how a target is asked does not make it another, what its series are called does', () => {
  const target = onlyTarget(jobWith());
  assert.equal(targetIdentity(target), targetIdentity(onlyTarget(jobWith('scrape_interval: 5s', 'scheme: https'))));
  const renamed = onlyTarget(jobWith('relabel_configs: [{ target_label: zone, replacement: a }]'));
  assert.notEqual(targetIdentity(target), targetIdentity(renamed));
});
