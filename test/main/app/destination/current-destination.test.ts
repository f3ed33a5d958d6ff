import assert from 'node:assert/strict';
import test from 'node:test';
import { CurrentDestination } from '../../../../main/app/destination/current-destination.ts';
import type { Destination } from '../../../../main/core/pipeline.ts';
import { FakeClock } from '../../../fakes/clock.ts';
import { FakeSecrets } from '../../../fakes/ports.ts';

const A = 'https://a.example/otlp';
const B = 'https://b.example/otlp';

function current(environmentToken?: string) {
  const secrets = new FakeSecrets();
  const clock = new FakeClock();
  const used: (Destination | undefined)[] = [];
  const destination = new CurrentDestination({ secrets, clock }, environmentToken, (now) => used.push(now));
  return { secrets, clock, used, destination };
}

test('what is read is used when it begins, with the token of the keychain', async () => {
  const { secrets, clock, used, destination } = current();
  secrets.kept.set(A, 'token-a');
  destination.read({ endpoint: A, token: undefined });
  assert.deepEqual([used.length, destination.endpoint, destination.hasToken], [0, A, false]);
  destination.begin();
  await clock.advance(0);
  assert.deepEqual(used, [
    { endpoint: A, token: undefined },
    { endpoint: A, token: 'token-a' },
  ]);
});

test('nothing is used twice where the file says the same', () => {
  const { used, destination } = current('of the environment');
  destination.read({ endpoint: A, token: undefined });
  destination.begin();
  destination.follow({ endpoint: A, token: undefined });
  assert.equal(used.length, 1);
  destination.follow({ endpoint: B, token: 'of the file' });
  destination.follow({ endpoint: undefined, token: undefined });
  assert.deepEqual(used.slice(1), [{ endpoint: B, token: 'of the environment' }, undefined]);
});

test('a change by the user stays while the file says what it said', () => {
  const { used, destination } = current();
  destination.read({ endpoint: A, token: 'of the file' });
  destination.change(B, 'typed');
  destination.follow({ endpoint: A, token: 'of the file' });
  assert.deepEqual(used, [{ endpoint: B, token: 'typed' }]);
});

test('a locked keychain is told, and asked again until it is open', async () => {
  const { secrets, clock, used, destination } = current();
  secrets.kept.set(A, 'token-a');
  secrets.broken = 'it is locked';
  destination.read({ endpoint: A, token: undefined });
  destination.begin();
  await clock.advance(0);
  assert.equal(destination.keychainProblem, 'it is locked');
  await clock.advance(30_000);
  assert.equal(destination.hasToken, false);
  secrets.broken = undefined;
  await clock.advance(30_000);
  assert.deepEqual([destination.hasToken, destination.keychainProblem], [true, '']);
  assert.deepEqual(used[used.length - 1], { endpoint: A, token: 'token-a' });
});

test('no token goes to an address that it was not given for', async () => {
  const { secrets, destination } = current();
  secrets.kept.set(B, 'token-b');
  destination.change(A, 'typed');
  const secretOf = async (endpoint: string) => {
    const answer = await destination.tokenFor(endpoint);
    return answer.kind === 'present' ? answer.secret : answer.kind;
  };
  assert.deepEqual(await Promise.all([A, B, 'https://c.example'].map(secretOf)), ['typed', 'token-b', 'unset']);
});

test('the token of the environment is for wherever the user forwards to', async () => {
  const { destination } = current('of the environment');
  assert.deepEqual(await destination.tokenFor(A), { kind: 'present', secret: 'of the environment' });
});

test('what gives a token at each start is told, also once another was typed', () => {
  const given = (environmentToken: string | undefined, token: string | undefined) => {
    const { destination } = current(environmentToken);
    destination.read({ endpoint: A, token });
    destination.change(A, 'typed');
    return destination.tokenGiven;
  };
  assert.deepEqual(
    [given('t', 'of the file'), given('t', undefined), given(undefined, 'of the file'), given(undefined, undefined)],
    ['environment', 'environment', 'file', undefined],
  );
});
