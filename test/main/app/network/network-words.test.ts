import assert from 'node:assert/strict';
import test from 'node:test';
import type { NetworkCause, Party } from '../../../../main/app/network/judge-network.ts';
import { networkWords } from '../../../../main/app/network/network-words.ts';

const say = (cause: NetworkCause, ...names: readonly string[]): string => {
  const failing = names.map((name): Party => ({
    ...{ name, kind: 'box', place: 'remote', byName: true, outcome: 'silence', atMs: 0, failingSinceMs: 0 },
  }));
  return networkWords({ whose: 'mine', cause, failing });
};

test('each cause is one sentence that says what to do or to wait for', () => {
  assert.equal(say('offline', 'a'), 'This computer is offline: nothing is known of a until it is back.');
  assert.match(say('no_route', 'a'), /leads nowhere.*VPN\.$/);
  assert.match(say('dns', 'a'), /\(DNS\).*VPN\.$/);
  assert.equal(
    say('together', 'a', 'b', 'Dynatrace'),
    'a, b and Dynatrace stopped answering at the same moment: it is this computer’s network, not they.',
  );
  assert.match(say('vpn', 'a', 'b'), /^a and b stopped.*check the VPN\.$/);
  assert.equal(say('tunnel', 'a'), 'The tunnel to a is gone: open it again.');
  assert.equal(say('tunnel', 'a', 'b'), 'The tunnels to a and b are gone: open them again.');
});

test('many names are counted', () => {
  assert.match(say('dns', 'a', 'b', 'c'), /of a, b and c:/);
  assert.match(say('dns', 'a', 'b', 'c', 'd'), /of a, b and 2 others:/);
});
