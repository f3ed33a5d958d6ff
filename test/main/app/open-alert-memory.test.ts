import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { openAlertMemory } from '../../../main/app/open-alert-memory.ts';

function folder(context: TestContext): string {
  const made = mkdtempSync(join(tmpdir(), 'alerts-'));
  context.after(() => {
    rmSync(made, { recursive: true });
  });
  return made;
}

test('what was written is there at the next start, for its owner alone, in a folder that is made', (context) => {
  const inside = join(folder(context), 'state');
  const memory = openAlertMemory(inside);
  assert.equal(memory.text, undefined);
  assert.equal(memory.write('first, and longer'), undefined);
  assert.equal(memory.write('second'), undefined);
  assert.equal(openAlertMemory(inside).text, 'second');
  assert.equal(statSync(join(inside, 'alerts.json')).mode & 0o777, 0o600);
  assert.deepEqual(readdirSync(inside), ['alerts.json'], 'nothing is left beside it');
});

test('that it cannot be written is told, and what was there stays', (context) => {
  const inside = folder(context);
  openAlertMemory(inside).write('before');
  // A folder stands where the new text would be written.
  mkdirSync(join(inside, 'alerts.json.new'));
  assert.match(openAlertMemory(inside).write('after') ?? '', /EISDIR/);
  assert.equal(openAlertMemory(inside).text, 'before');
});
