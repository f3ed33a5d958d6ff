import assert from 'node:assert/strict';
import test from 'node:test';
import { partyOfBox, partyOfDestination, type AskedTarget } from '../../../../main/app/network/party-of.ts';

const SILENT = 'no connection within 10 s. Check address and firewall';
const REFUSED = 'nothing listens there (connection refused)';

const target = (lastFailure: string, host = 'dgx', good = 1): AskedTarget => ({
  host,
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
  };
  assert.deepEqual(partyOfBox('dgx', [target(SILENT), target('')], false), good);
  const party = partyOfBox('dgx', [target(SILENT), target(REFUSED)], false);
  assert.deepEqual([party?.outcome, party?.failingSinceMs], ['refused', 50]);
  assert.equal(partyOfBox('dgx', [target(SILENT), target('/metrics answered 503')], false)?.outcome, 'answers');
});

test('before anything was asked it is none', () => {
  assert.equal(partyOfBox('dgx', [target('', 'dgx', 0)], false), undefined);
  assert.equal(partyOfBox('dgx', [], false), undefined);
});

test('what is on this computer may be a tunnel', () => {
  const of = (host: string, tunnel: boolean) => partyOfBox('dgx', [target('', host)], tunnel);
  assert.deepEqual(
    [of('127.0.0.1', false)?.place, of('127.0.0.1', true)?.place, of('10.0.0.5', false)?.place],
    ['here', 'tunnel', 'remote'],
  );
  assert.deepEqual(
    [
      of('localhost', false)?.byName,
      of('10.0.0.5', false)?.byName,
      of('fe80::1', false)?.byName,
      of('dgx', false)?.byName,
    ],
    [false, false, false, true],
  );
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
  };
  assert.deepEqual(partyOfDestination('Dynatrace', asked), good);
  const silent = partyOfDestination('sink', { ...asked, host: '127.0.0.1', failure: `cannot reach x: ${REFUSED}` });
  assert.deepEqual([silent.outcome, silent.failingSinceMs, silent.place], ['refused', 3, 'here']);
});
