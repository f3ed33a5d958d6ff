import assert from 'node:assert/strict';
import test from 'node:test';
import { judgeNetwork, LATELY_MS, TOGETHER_MS, type Party } from '../../../../main/app/network/judge-network.ts';

const NOW = 10_000_000;
const HOUR = 3_600_000;

/** A box by name beyond this computer; what does not go well has just begun. */
const party = (name: string, outcome: Party['outcome'], over: Partial<Party> = {}): Party => ({
  ...{ name, outcome, kind: 'box', place: 'remote', byName: true, atMs: NOW },
  failingSinceMs: outcome === 'good' ? undefined : NOW,
  tunnelWords: undefined,
  ...over,
});
const a = (outcome: Party['outcome'], over: Partial<Party> = {}): Party => party('a', outcome, over);
const b = (outcome: Party['outcome'], over: Partial<Party> = {}): Party => party('b', outcome, over);
const dynatrace = (outcome: Party['outcome'], over: Partial<Party> = {}): Party =>
  party('Dynatrace', outcome, { kind: 'destination', ...over });
const HERE = { place: 'here' } as const;
const TUNNEL = { place: 'tunnel' } as const;
const BY_IP = { byName: false } as const;
const LONG_AGO = { failingSinceMs: NOW - HOUR } as const;

type Row = readonly [name: string, parties: readonly Party[], verdict: string, online?: boolean];

/** The verdict with its cause, and who fails by it. */
const ROWS: readonly Row[] = [
  ['nobody is asked', [], 'fine'],
  ['all is well', [a('good'), dynatrace('good')], 'fine'],
  ['all is well, whatever the computer says', [a('good')], 'fine', false],
  ['one box of two is silent', [a('silence'), b('good')], 'theirs a'],
  ['one box is silent, Dynatrace is there', [a('silence'), dynatrace('good')], 'theirs a'],
  ['Dynatrace alone is silent', [a('good'), dynatrace('silence')], 'theirs Dynatrace'],
  ['the only box is silent', [a('silence')], 'unknown a'],
  ['the only box refuses: its host is there', [a('refused')], 'theirs a'],
  ['both boxes refuse', [a('refused'), b('refused')], 'theirs a b'],
  ['a box answers 503', [a('answers')], 'theirs a'],
  ['one is silent and one refuses: the network is there', [a('silence'), b('refused')], 'theirs a b'],
  ['all are silent at one moment', [a('silence'), b('silence'), dynatrace('silence')], 'mine together a b Dynatrace'],
  ['a box and the way to Dynatrace', [a('silence'), dynatrace('cut')], 'mine together a Dynatrace'],
  ['both are silent, one since long ago', [a('silence'), b('silence', LONG_AGO)], 'unknown a b'],
  [
    'two stop while a third is off',
    [a('silence'), b('silence'), party('c', 'silence', LONG_AGO)],
    'mine together a b c',
  ],
  ['just together', [a('silence'), b('silence', { failingSinceMs: NOW - TOGETHER_MS })], 'mine together a b'],
  ['not quite together', [a('silence'), b('silence', { failingSinceMs: NOW - TOGETHER_MS - 1 })], 'unknown a b'],
  ['this computer knows it is offline', [a('silence')], 'mine offline a', false],
  ['it says so, but a box answers', [a('silence'), b('good')], 'theirs a', false],
  ['it says so, but only a box on it fails', [a('refused', HERE)], 'unknown a', false],
  ['it says it is online', [a('silence')], 'unknown a', true],
  ['no route', [a('no_route')], 'mine no_route a'],
  ['no route to one of two', [a('no_route'), b('good')], 'theirs a'],
  ['no name server', [a('dns')], 'mine dns a'],
  ['no name server, because this computer is offline', [a('dns')], 'mine offline a', false],
  ['no name server, and a box that is asked by its number', [a('dns'), b('good', BY_IP)], 'mine dns a'],
  ['no name server, but another name is known', [a('dns'), b('good')], 'theirs a'],
  ['a name that is not known', [a('name')], 'unknown a'],
  ['a name that is not known, another is', [a('name'), dynatrace('good')], 'theirs a'],
  ['all names are lost at one moment', [a('name'), dynatrace('name'), b('good', BY_IP)], 'mine dns a Dynatrace'],
  ['two wrong names since long ago', [a('name'), b('name', LONG_AGO)], 'unknown a b'],
  ['the boxes stop together, Dynatrace is there', [a('silence'), b('silence'), dynatrace('good')], 'mine vpn a b'],
  ['also when their names are lost with the VPN', [a('name'), b('name'), dynatrace('good')], 'mine vpn a b'],
  ['also when Dynatrace answers 401', [a('silence'), b('silence'), dynatrace('answers')], 'mine vpn a b'],
  ['one after the other', [a('silence'), b('silence', LONG_AGO), dynatrace('good')], 'theirs a b'],
  ['two stop, a third box is there', [a('silence'), b('silence'), party('c', 'good')], 'theirs a b'],
  ['a tunnel that is closed', [a('refused', TUNNEL), dynatrace('good')], 'mine tunnel a'],
  ['one that hangs', [a('silence', TUNNEL)], 'mine tunnel a'],
  ['a tunnel whose key is refused', [a('tunnel', TUNNEL), b('good')], 'mine tunnel a'],
  ['a tunnel with a server that is not well', [a('answers', TUNNEL)], 'unknown a'],
  ['a port of this computer, perhaps a tunnel', [a('refused', HERE)], 'unknown a'],
  ['two ports at one moment', [a('refused', HERE), b('refused', HERE)], 'mine tunnel a b'],
  ['two ports, one since long ago', [a('refused', HERE), b('refused', { ...HERE, ...LONG_AGO })], 'unknown a b'],
  ['what was heard long ago says nothing', [a('silence'), b('good', { atMs: NOW - LATELY_MS - 1 })], 'unknown a'],
  ['what was heard lately does', [a('silence'), b('good', { atMs: NOW - LATELY_MS })], 'theirs a'],
  ['two ports that answer', [a('answers', HERE), b('answers', HERE)], 'unknown a b'],
  ['the network is gone, and a port of this computer too', [a('no_route'), b('refused', HERE)], 'mine no_route a'],
];

for (const [name, parties, wanted, online] of ROWS) {
  test(`${name}: ${wanted}`, () => {
    for (const order of [parties, [...parties].reverse()]) {
      const verdict = judgeNetwork(order, online, NOW);
      const failing = verdict.whose === 'fine' ? [] : verdict.failing.map((each) => each.name).sort(byPlace(parties));
      const cause = verdict.whose === 'mine' ? [verdict.cause] : [];
      assert.equal([verdict.whose, ...cause, ...failing].join(' '), wanted);
    }
  });
}

function byPlace(parties: readonly Party[]): (x: string, y: string) => number {
  const at = (name: string): number => parties.findIndex((each) => each.name === name);
  return (x, y) => at(x) - at(y);
}
