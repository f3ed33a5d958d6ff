import assert from 'node:assert/strict';
import test from 'node:test';
import { updateEntry, updateNotice } from '../../../../main/hosts/electron/update-entry.ts';
import type { UpdateState } from '../../../../main/hosts/electron/updater.ts';

const CASES: readonly (readonly [UpdateState, string | undefined, string | null | undefined, string | undefined])[] = [
  [{ kind: 'unavailable', reason: 'this copy is built' }, undefined, undefined, 'This copy is built.'],
  [{ kind: 'idle', isNewest: false }, 'Check for updates', 'check', undefined],
  [{ kind: 'idle', isNewest: true }, 'This is the newest version', 'check', 'There is no newer version.'],
  [{ kind: 'checking' }, 'Looking for updates', null, undefined],
  [
    { kind: 'available', version: '2.0.0' },
    'Download version 2.0.0',
    'download',
    'Download it from the menu of the icon.',
  ],
  [{ kind: 'downloading', version: '2.0.0', percent: 40 }, 'Downloading version 2.0.0: 40 %', null, undefined],
  [
    { kind: 'ready', version: '2.0.0' },
    'Restart with version 2.0.0',
    'install',
    'Restart with it from the menu of the icon.',
  ],
  [{ kind: 'installing', version: '2.0.0' }, 'Restarting with version 2.0.0', null, undefined],
  [
    { kind: 'failed', during: 'check', reason: 'no network' },
    'Updates could not be looked for: try again',
    'check',
    'No network.',
  ],
  [{ kind: 'failed', during: 'download', reason: 'cut' }, 'The download failed: try again', 'download', 'Cut.'],
  [
    { kind: 'failed', during: 'install', reason: 'r' },
    'The new version could not be installed: look again',
    'check',
    'R.',
  ],
];

for (const [state, label, step, text] of CASES) {
  test(`${JSON.stringify(state)}: ${label ?? 'no entry'}`, () => {
    assert.deepEqual([updateEntry(state)?.label, updateEntry(state)?.step], [label, step]);
    assert.equal(updateNotice(state)?.text, text);
  });
}
