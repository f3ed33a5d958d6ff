import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import test from 'node:test';
import { NODE_FLAGS } from '../../../../main/hosts/headless/node-flags.ts';

/** Much is thrown away, and some of it lives for a while, as with scrapes. */
const SCRAPES = `
  const kept = [];
  for (let i = 0; i < 3e6; i += 1) kept[i % 5e4] = { i, text: [i, i + 1] };
  const { getHeapSpaceStatistics } = require('node:v8');
  console.log(getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space').space_size);
`;

function roomForNewObjects(flags: readonly string[]): number {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, '-e', SCRAPES], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return Number(stdout);
}

test('this Node takes them, and new objects get less room than without them', () => {
  const mebibytes = roomForNewObjects(NODE_FLAGS) / 2 ** 20;
  assert.ok(mebibytes <= 8, `${String(mebibytes)} MiB, two halves of 4`);
  assert.ok(roomForNewObjects([]) / 2 ** 20 > mebibytes);
});
