import assert from 'node:assert/strict';
import test from 'node:test';
import { NO_PAST } from '../../../../main/app/sentences/target-past.ts';
import { NetworkFollower, type Asked } from '../../../../main/app/watch/network-follower.ts';
import { FakeTarget } from './fake-target.ts';

const SILENT = 'no answer within 10 s';

/** Two boxes elsewhere and the destination, of which those named do not answer since a moment. */
function asked(...silent: readonly string[]): Asked {
  const boxes = ['a', 'b'].map((name) => {
    const target = new FakeTarget(name, `${name}.lab`);
    const fails = silent.includes(name);
    if (fails) target.fail(SILENT);
    else target.good();
    const past = { ...NO_PAST, failingSinceMs: fails ? 1_000 : undefined };
    return [name, [[target, { past, askedMs: 1_000 }] as const]] as const;
  });
  const fails = silent.includes('destination');
  const answered = { atMs: 1_000, failure: fails ? SILENT : '', failingSinceMs: fails ? 1_000 : undefined };
  return { boxes: new Map(boxes), destination: { endpoint: 'https://abc.example/otlp', answered } };
}

test('one box that fails alone is its own trouble', () => {
  const network = new NetworkFollower();
  assert.equal(network.follow(asked('a'), undefined, 2_000, 2_000), undefined);
  assert.deepEqual([network.words, network.wordsFor('a'), network.hidesBoxes], [undefined, undefined, false]);
});

test('all at once is ours: told once after a while, and once when it is back', () => {
  const network = new NetworkFollower();
  const gone = asked('a', 'b', 'destination');
  assert.equal(network.follow(gone, undefined, 2_000, 2_000), undefined);
  assert.match(network.words ?? '', /^a, b and the destination stopped answering at the same moment/);
  assert.deepEqual([network.wordsFor('a'), network.wordsFor('c')], [network.words, undefined]);
  assert.deepEqual([network.sharedWords, network.isTunnelAlone], [network.words, false]);
  assert.deepEqual([network.hidesDestination, network.hidesBoxes], [true, true]);
  const notices = [20_000, 30_000].map((atMs) => network.follow(gone, undefined, atMs, atMs));
  assert.deepEqual(notices, ['gone', undefined]);
  const back = [40_000, 60_000, 70_000].map((atMs) => network.follow(asked(), undefined, atMs, atMs));
  assert.deepEqual([...back, network.words], [undefined, 'back', undefined, undefined]);
}); // prettier-ignore

test('the destination alone, while this computer says that it is offline, hides no box', () => {
  const network = new NetworkFollower();
  const { destination } = asked('destination');
  network.follow({ boxes: new Map(), destination }, false, 2_000, 2_000);
  assert.deepEqual([network.hidesDestination, network.hidesBoxes], [true, false]);
});

test('before anything was sent there is no destination to compare with', () => {
  const network = new NetworkFollower();
  network.follow({ ...asked('a', 'b'), destination: undefined }, undefined, 2_000, 2_000);
  assert.notEqual(network.wordsFor('a'), undefined);
});

test('a tunnel of ours that cannot be opened hides its box alone, with why, and nothing is said of the network', () => {
  const network = new NetworkFollower();
  const words = (name: string) =>
    `the SSH tunnel to ${name} is not up: its host key is not known. Run ssh ${name} once`;
  const behind = ['c', 'd'].map((name) => {
    const target = new FakeTarget(name, '127.0.0.1', 8000, 10_000, name);
    target.fail(words(name));
    return [name, [[target, { past: { ...NO_PAST, failingSinceMs: 1_000 }, askedMs: 1_000 }] as const]] as const;
  });
  const { boxes, destination } = asked();
  const all = { boxes: new Map([...boxes, ...behind]), destination };
  network.follow(all, undefined, 2_000, 2_000);
  const said = ['c', 'd'].map((name) => `T${words(name).slice(1)}.`);
  assert.equal(network.words, said.join(' '));
  assert.deepEqual(
    ['a', 'c', 'd'].map((name) => network.wordsFor(name)),
    [undefined, ...said],
  );
  assert.deepEqual([network.sharedWords, network.isTunnelAlone, network.hidesBoxes], [undefined, true, false]);
  behind[0]?.[1][0]?.[0].good();
  network.follow(all, undefined, 3_000, 3_000);
  assert.deepEqual([network.wordsFor('c'), network.wordsFor('d')], [undefined, said[1]], 'up again, it is so at once');
});

test('a box behind a tunnel of ours is judged as if it were asked directly', () => {
  const network = new NetworkFollower();
  const behind = new FakeTarget('c', '127.0.0.1', 8000, 10_000, 'c-lab');
  behind.fail('the SSH tunnel to c-lab is not up: it does not answer (connection timed out). It may be asleep or off');
  const seen = { past: { ...NO_PAST, failingSinceMs: 1_000 }, askedMs: 1_000 };
  const { boxes, destination } = asked('a', 'b', 'destination');
  network.follow({ boxes: new Map([...boxes, ['c', [[behind, seen]]]]), destination }, undefined, 2_000, 2_000);
  assert.match(network.words ?? '', /^a, b and 2 others stopped answering at the same moment/);
});
