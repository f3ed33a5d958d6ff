import assert from 'node:assert/strict';
import test from 'node:test';
import type { Configuration } from '../../../main/app/config/configuration.ts';
import { boxesStillForwarded, boxesToForward, isSameChoice } from '../../../main/app/forwarded-boxes.ts';
import { quickConfiguration } from '../../../main/app/quick-configuration.ts';
import { fakeSettings } from '../../fakes/target-settings.ts';

const PLAIN = { target: 'h', endpoint: undefined, forward: false, scrapeIntervalMs: 1_000, box: 'a' };

function configuration(names: readonly string[], boxes: 'all' | readonly string[]): Configuration {
  const plain = quickConfiguration(PLAIN);
  const targets = names.map((box) => fakeSettings({ box }));
  return { ...plain, targets, forward: { ...plain.forward, boxes } };
}

const ON_B = new Set(['b']);

test('all, or those that are named', () => {
  assert.deepEqual([...boxesToForward(configuration(['a', 'b', 'a'], 'all'))], ['a', 'b']);
  assert.deepEqual([...boxesToForward(configuration(['a', 'b'], ['b']))], ['b']);
});

test('the switches stay as the user left them; boxes that come are switched as the file says', () => {
  const before = configuration(['a', 'b'], 'all');
  assert.deepEqual([...boxesStillForwarded(ON_B, before, configuration(['a', 'b', 'c'], 'all'))], ['b', 'c']);
});

test('a file that names other boxes decides', () => {
  const before = configuration(['a', 'b'], 'all');
  assert.deepEqual([...boxesStillForwarded(ON_B, before, configuration(['a', 'b'], ['a']))], ['a']);
});

test('choices are the same when what they say is', () => {
  assert.equal(isSameChoice(['a'], ['a']), true);
  assert.equal(isSameChoice(['a'], ['b']), false);
});
