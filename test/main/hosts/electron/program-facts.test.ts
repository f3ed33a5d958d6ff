import assert from 'node:assert/strict';
import { test } from 'node:test';
import { programOf } from '../../../../main/hosts/electron/program-facts.ts';

const FACTS = { appVersion: '1.2.3', crashes: 'none', errors: 'none', environment: { XDG_CURRENT_DESKTOP: 'XFCE' } };

test('versions, the desktop, and how far an update came', () => {
  const program = programOf({ ...FACTS, update: { kind: 'failed', during: 'download', reason: 'no disk' } });
  assert.deepEqual([program.version, program.node, program.desktop], ['1.2.3', process.versions.node, 'XFCE']);
  assert.equal(program.update, 'failed, during download, reason no disk');
  assert.equal(programOf({ ...FACTS, update: { kind: 'checking' } }).update, 'checking');
});
