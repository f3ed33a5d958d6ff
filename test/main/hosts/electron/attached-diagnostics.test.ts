import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attachedDiagnostics, type AttachedFacts } from '../../../../main/hosts/electron/attached-diagnostics.ts';

const token = `dt0c01.${'A'.repeat(24)}.${'B'.repeat(64)}`;
const there = { computer: 'dgx-lab', sameComputer: false, away: true, forgotten: false };
const facts: AttachedFacts = {
  takenMs: 0,
  ...{ appVersion: '1.2.3', crashes: 'page 1', errors: `1; connect ECONNREFUSED 10.1.2.3:22 with ${token}` },
  update: { kind: 'failed', during: 'check', reason: 'no answer from 10.1.2.3' },
  environment: { HTTPS_PROXY: 'http://anna:hunter22@proxy.corp.example:3128' },
  attached: { ...there, why: 'The SSH tunnel to me@gate is not up: hunter22 at 10.1.2.3.' },
  ...{ alias: 'me@gate', token: 'a-plain-token' },
};

test('what the shell knows, on what computer the monitor runs, and where the rest is had', () => {
  const { program, ...report } = JSON.parse(attachedDiagnostics(facts)) as Record<string, Record<string, unknown>>;
  assert.equal(program?.['version'], '1.2.3');
  assert.equal(program['node'], process.versions.node);
  assert.equal(program['crashes'], 'page 1');
  assert.equal(program['errors'], '1; connect ECONNREFUSED … with [redacted]');
  assert.equal(program['update'], 'failed, during check, reason no answer from …');
  assert.deepEqual(report['attached'], { ...there, why: 'The SSH tunnel to … is not up: [redacted] at ….' });
  assert.equal(report['monitor'], 'Its own part is to be had on that one: nim-glance diagnostics');
});

test('neither an address nor a secret is in it', () => {
  const why = 'a-plain-token';
  const text = attachedDiagnostics({ ...facts, attached: { ...facts.attached, why } });
  for (const kept of ['gate', '10.1.2', 'proxy.corp', 'hunter22', 'BBBB', why]) assert.ok(!text.includes(kept), kept);
});

test('a monitor of this computer has its own part here', () => {
  const text = attachedDiagnostics({ ...facts, attached: { ...facts.attached, sameComputer: true } });
  assert.match(text, /to be had on this computer: nim-glance diagnostics/);
});
