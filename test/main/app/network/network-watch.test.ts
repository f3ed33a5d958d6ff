import assert from 'node:assert/strict';
import test from 'node:test';
import type { NetworkVerdict } from '../../../../main/app/network/judge-network.ts';
import { NETWORK_FINE, watchNetwork } from '../../../../main/app/network/network-watch.ts';

const VERDICTS: Readonly<Record<string, NetworkVerdict>> = {
  m: { whose: 'mine', cause: 'dns', failing: [] },
  M: { whose: 'mine', cause: 'offline', failing: [] },
  f: { whose: 'fine' },
  t: { whose: 'theirs', failing: [] },
  u: { whose: 'unknown', failing: [] },
};

/** One verdict each 5 s. What is told: g (gone), b (back); what holds without a word: -; nothing: a dot. */
function follow(verdicts: string): string {
  let watch = NETWORK_FINE;
  return verdicts
    .split('')
    .map((verdict, at) => {
      const step = watchNetwork(watch, VERDICTS[verdict]!, at * 5_000);
      watch = step.watch;
      return step.notice?.slice(0, 1) ?? (watch.trouble === undefined ? '.' : '-');
    })
    .join('');
}

test('it is told once after 15 s, and back once after 15 s', () => {
  assert.equal(follow('fmmmmmmffffff'), '.---g-----b..');
});

test('a short one holds back alerts, and nobody is told', () => {
  assert.equal(follow('mmmffffff'), '------...');
});

test('another cause is the same trouble', () => {
  assert.equal(follow('mmMMMmm'), '---g---');
});

test('coming and going does not flutter', () => {
  assert.equal(follow('mmmmmfmffmfffmmffff'), '---g' + '-'.repeat(14) + 'b');
});

test('that it is theirs means that ours is back', () => {
  assert.equal(follow('mmmmtttt'), '---g---b');
});

test('what nobody knows takes a minute', () => {
  assert.equal(follow('mmmm' + 'u'.repeat(14)), '---g' + '-'.repeat(12) + 'b.');
  assert.equal(follow('mmmmuuuf'), '---g---b');
});

test('nothing of ours is amiss', () => {
  assert.equal(follow('futftu'), '......');
});
