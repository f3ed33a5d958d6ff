import assert from 'node:assert/strict';
import test from 'node:test';
import { stateFolder } from '../../../../main/hosts/headless/state-folder.ts';

test('what is named wins', () => {
  assert.equal(stateFolder('/somewhere'), '/somewhere');
});

test('else it is the usual one, of this program', (t) => {
  const before = process.env['XDG_STATE_HOME'];
  process.env['XDG_STATE_HOME'] = '/state-of-the-test';
  t.after(() => {
    if (before === undefined) delete process.env['XDG_STATE_HOME'];
    else process.env['XDG_STATE_HOME'] = before;
  });
  assert.match(stateFolder(undefined), /nim-glance/);
  if (process.platform === 'linux') assert.equal(stateFolder(undefined), '/state-of-the-test/nim-glance');
});
