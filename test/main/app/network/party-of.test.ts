import assert from 'node:assert/strict';
import test from 'node:test';
import { partyOfBox, partyOfDestination, type AskedTarget } from '../../../../main/app/network/party-of.ts';

const SILENT = 'no connection within 10 s. Check address and firewall';
const REFUSED = 'nothing listens there (connection refused)';

const target = (lastFailure: string, host = 'dgx', good = 1): AskedTarget => ({
  host,
  tunnelled: false,
  state: { good, failed: lastFailure === '' ? 0 : 1, lastFailure },
  past: { failingSinceMs: lastFailure === '' ? undefined : 50 },
  askedMs: 100,
});

test('a box is reached as far as its best target', () => {
  const good = {
    name: 'dgx',
    kind: 'box',
    place: 'remote',
    byName: true,
    outcome: 'good',
    atMs: 100,
    failingSinceMs: undefined,
    tunnelWords: undefined,
  };
  assert.deepEqual(partyOfBox('dgx', [target(SILENT), target('')]), good);
  const party = partyOfBox('dgx', [target(SILENT), target(REFUSED)]);
  assert.deepEqual([party?.outcome, party?.failingSinceMs], ['refused', 50]);
  assert.equal(partyOfBox('dgx', [target(SILENT), target('/metrics answered 503')])?.outcome, 'answers');
});

test('before anything was asked it is none', () => {
  assert.equal(partyOfBox('dgx', [target('', 'dgx', 0)]), undefined);
  assert.equal(partyOfBox('dgx', []), undefined);
});

test('what is on this computer may be a tunnel of somebody; what is asked through ours is elsewhere', () => {
  const of = (host: string, tunnelled = false) => partyOfBox('dgx', [{ ...target('', host), tunnelled }]);
  assert.deepEqual(
    [of('127.0.0.1')?.place, of('127.0.0.1', true)?.place, of('10.0.0.5')?.place],
    ['here', 'remote', 'remote'],
  );
  assert.deepEqual(
    [
      of('localhost')?.byName,
      of('10.0.0.5')?.byName,
      of('fe80::1')?.byName,
      of('dgx')?.byName,
      of('dgx', true)?.byName,
    ],
    [false, false, false, true, false],
  );
});

test('a tunnel of ours that cannot be opened is the party, with its words; what the way there does is as without', () => {
  const of = (reason: string) => {
    const words = `the SSH tunnel to dgx is not up: ${reason}`;
    const party = partyOfBox('dgx', [{ ...target(words), tunnelled: true }]);
    return [party?.place, party?.outcome, party?.tunnelWords === words];
  };
  assert.deepEqual(of('its host key is not known. Run ssh dgx once and confirm it'), ['tunnel', 'tunnel', true]);
  assert.deepEqual(of('it does not answer (connection timed out). It may be asleep or off'), [
    'remote',
    'silence',
    false,
  ]);
});

test('the destination', () => {
  const asked = { host: 'abc.example', failure: '', failingSinceMs: 3, askedMs: 9 };
  const good = {
    name: 'Dynatrace',
    kind: 'destination',
    place: 'remote',
    byName: true,
    outcome: 'good',
    atMs: 9,
    failingSinceMs: undefined,
    tunnelWords: undefined,
  };
  assert.deepEqual(partyOfDestination('Dynatrace', asked), good);
  const silent = partyOfDestination('sink', { ...asked, host: '127.0.0.1', failure: `cannot reach x: ${REFUSED}` });
  assert.deepEqual([silent.outcome, silent.failingSinceMs, silent.place], ['refused', 3, 'here']);
});
