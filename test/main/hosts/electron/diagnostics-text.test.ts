import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quickConfiguration } from '../../../../main/app/quick-configuration.ts';
import { diagnosticsText } from '../../../../main/hosts/electron/diagnostics-text.ts';
import { fakeFacts } from '../../../fakes/monitor-facts.ts';

test('versions, crashes, configuration and ledger, and never the token', () => {
  const token = `dt0c01.${'A'.repeat(24)}.${'B'.repeat(64)}`;
  const where = { target: 'http://dgx:8000', endpoint: 'https://e.example', box: 'dgx' };
  const text = diagnosticsText({
    ...{
      takenMs: 0,
      appVersion: '1.2.3',
      crashes: 'page 1',
      errors: `1; bad ${token}`,
      update: { kind: 'idle', isNewest: true },
      environment: { DT_API_TOKEN: token },
    },
    token: { kind: 'present', secret: token, source: 'DT_API_TOKEN' },
    configuration: quickConfiguration({ ...where, forward: true, scrapeIntervalMs: 10_000 }),
    monitor: fakeFacts(),
  });
  const { program, configuration, monitor } = JSON.parse(text) as Record<string, Record<string, unknown>>;
  assert.equal(program?.['version'], '1.2.3');
  assert.equal(program['crashes'], 'page 1');
  assert.equal(program['errors'], '1; bad [redacted]');
  assert.equal(JSON.stringify(configuration).includes('dgx'), true);
  assert.ok(monitor?.['ledger']);
  assert.ok(!text.includes(token) && !text.includes('BBBBBBBB'));
});
