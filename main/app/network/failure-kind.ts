/**
 * What a failure tells of the way. `dns`: no name server answers. `name`: the name is not known, which a lost VPN does,
 * too. `no_route`: this computer's network does not lead there. `silence`: nothing comes back. `cut`: a connection
 * broke. `refused`: the host is there, and nothing listens on the port. `tunnel`: our own SSH tunnel cannot be opened,
 * and it is not the way there: a key, a port, its configuration. `answers`: something did answer.
 */
export type FailureKind = 'dns' | 'name' | 'no_route' | 'silence' | 'cut' | 'refused' | 'tunnel' | 'answers';

/** As the core says it of targets and destinations, and tunnels of themselves; the tests hold all their words against these. */
const KINDS: readonly (readonly [words: RegExp, kind: FailureKind])[] = [
  // A proxy that is gone is our way, not the target.
  [/the proxy \S+: .*connection refused/, 'no_route'],
  [/the name server does not answer/, 'dns'],
  [/the name is not known/, 'name'],
  [/the network cannot be reached|has no address from which to ask|does not lead there|EADDRNOTAVAIL/, 'no_route'],
  [
    /the host cannot be reached|the proxy gave no connection|connection timed out|no connection within|^no answer within/,
    'silence',
  ],
  [/the connection was cut/, 'cut'],
  [/connection refused/, 'refused'],
  [/^the SSH tunnel to \S+ (?:is not up|leads nowhere): /, 'tunnel'],
];

/** What the words for a failed scrape or request tell of the way. */
export function failureKind(reason: string): FailureKind {
  return KINDS.find(([words]) => words.test(reason))?.[1] ?? 'answers';
}
