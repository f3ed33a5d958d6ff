import assert from 'node:assert/strict';
import test from 'node:test';
import type { AttachedView } from '../../../preload/contract/view.ts';
import { attachWords, awayAdvice, awayTitle, lastHeardWords, placeWords } from '../../../renderer/words/attach.ts';

const THERE: AttachedView = { computer: 'dgx-lab', sameComputer: false, away: true, why: '', forgotten: false };
const HERE: AttachedView = { ...THERE, computer: 'laptop', sameComputer: true };

test('where the monitor runs', () => {
  assert.deepEqual(
    [null, HERE, THERE].map((attached) => placeWords(attached).place),
    ['On this computer', 'In another program on this computer', 'On dgx-lab'],
  );
  assert.deepEqual([null, HERE, THERE, { ...THERE, why: 'Pair it again.', forgotten: true }].map(attachWords), [
    'Attach to another machine',
    'Attach to another machine',
    'Another machine',
    'Pair again',
  ]);
});

test('away: which one, and what to do about it', () => {
  assert.equal(awayTitle(THERE), 'The monitor on dgx-lab is away');
  assert.equal(awayTitle(HERE), 'The monitor here has ended');
  assert.equal(awayAdvice({ ...THERE, why: 'Pair it again.', forgotten: true }, 'Offline.'), 'Pair it again.');
  assert.equal(awayAdvice(THERE, 'Offline.'), 'Offline.');
  assert.equal(awayAdvice({ ...THERE, why: 'ssh says no.' }, 'Offline.'), 'Offline.');
  assert.equal(awayAdvice({ ...THERE, why: 'ssh says no.' }, null), 'ssh says no.');
  assert.match(awayAdvice(THERE, null), /tunnel/);
  assert.match(awayAdvice(HERE, null), /nim-glance run/);
});

test('how old it is', () => {
  assert.equal(lastHeardWords('15:31'), 'What you see is as of 15:31.');
  assert.equal(lastHeardWords(''), 'It was not reached yet.');
});
