import assert from 'node:assert/strict';
import test from 'node:test';
import { DEFAULT_TIMEOUT_MS, DEFAULTS } from '../../../../main/app/config/defaults.ts';
import { targetFromAddress } from '../../../../main/app/config/target-from-address.ts';
import { jobWith, onlyTarget } from '../../../fakes/configuration-text.ts';

test('a job that says nothing more is asked as a target of which only the address is known', () => {
  const fromFile = onlyTarget(jobWith());
  const fromAddress = targetFromAddress('dgx:8000', { job: 'nim', box: 'dgx', intervalMs: 10_000 });
  assert.ok(fromAddress.ok);
  assert.deepEqual(fromFile, fromAddress.settings);
  assert.deepEqual([fromFile.http, fromFile.limits], [DEFAULTS.http, DEFAULTS.limits]);
  assert.equal(fromFile.scrapeTimeoutMs, DEFAULT_TIMEOUT_MS);
});

test('certificates are checked, nothing is limited but the size of an answer', () => {
  assert.deepEqual([DEFAULTS.http.tls.insecureSkipVerify, DEFAULTS.http.followRedirects], [false, true]);
  const { bodySize, ...others } = DEFAULTS.limits;
  assert.equal(bodySize, 67_108_864);
  assert.deepEqual(others, { samples: 0, labels: 0, labelNameLength: 0, labelValueLength: 0 });
});
