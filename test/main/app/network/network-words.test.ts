import assert from 'node:assert/strict';
import test from 'node:test';
import type { NetworkCause, Party } from '../../../../main/app/network/judge-network.ts';
import { networkWords } from '../../../../main/app/network/network-words.ts';

const say = (cause: NetworkCause, ...names: readonly string[]): string => {
  const failing = names.map((name): Party => ({
    ...{ name, kind: 'box', place: 'remote', byName: true, outcome: 'silence', atMs: 0, failingSinceMs: 0 },
    tunnelWords: undefined,
  }));
  return networkWords({ whose: 'mine', cause, failing });
};

test('each cause is one sentence that says what to do or to wait for', () => {
  assert.equal(say('offline', 'a'), 'This computer is offline: nothing is known of a until the network is back.');
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

test('a tunnel of ours says why it is not up, those of others are told as before', () => {
  const tunnel = (name: string, tunnelWords: string | undefined): Party => ({
    ...{ name, kind: 'box', place: tunnelWords === undefined ? 'here' : 'tunnel', byName: false, tunnelWords },
    ...{ outcome: 'tunnel', atMs: 0, failingSinceMs: 0 },
  });
  const a = tunnel('a', 'the SSH tunnel to a is not up: its host key is not known. Run ssh a once and confirm it');
  const words = (...failing: readonly Party[]) => networkWords({ whose: 'mine', cause: 'tunnel', failing });
  const said = 'The SSH tunnel to a is not up: its host key is not known. Run ssh a once and confirm it.';
  assert.equal(words(a), said);
  assert.equal(words(a, { ...a, name: 'the same machine' }), said);
  assert.equal(words(a, tunnel('b', undefined)), `${said} The tunnel to b is gone: open it again.`);
});
