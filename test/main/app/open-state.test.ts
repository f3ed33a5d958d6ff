import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { openState } from '../../../main/app/open-state.ts';

test('the folder is made, belongs to the first, and is free again when it is closed', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'nim-glance-state-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const state = join(folder, 'deep', 'state');
  const first = await openState(state, 4711, 0);
  assert.ok(first.kind === 'opened' && first.durable);
  const second = await openState(state, 4712, 0);
  assert.ok(second.kind === 'refused');
  assert.equal(second.why, 'held');
  assert.match(second.reason, /process 4711/);
  first.close();
  const third = await openState(state, 4712, 0);
  assert.ok(third.kind === 'opened');
  third.close();
});
