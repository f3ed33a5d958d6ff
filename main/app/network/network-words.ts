import type { NetworkCause, NetworkVerdict } from './judge-network.ts';
import { capital } from '../capital.ts';

const WORDS: Readonly<Record<NetworkCause, (names: string, one: boolean) => string>> = {
  offline: (names) => `This computer is offline: nothing is known of ${names} until the network is back.`,
  no_route: (names) =>
    `This computer’s network leads nowhere, so nothing is known of ${names}: check Wi-Fi, cable or VPN.`,
  dns: (names) => `No name can be looked up (DNS), so nothing is known of ${names}: check the network, or the VPN.`,
  together: (names) => `${names} stopped answering at the same moment: it is this computer’s network, not they.`,
  vpn: (names) => `${names} stopped answering at the same moment, and the rest of the network is there: check the VPN.`,
  tunnel: (names, one) =>
    `The ${one ? 'tunnel' : 'tunnels'} to ${names} ${one ? 'is' : 'are'} gone: open ${one ? 'it' : 'them'} again.`,
};

type Mine = Extract<NetworkVerdict, { whose: 'mine' }>;

/** The one sentence for a network of ours that is gone; each tunnel of ours has its own. */
export function networkWords(trouble: Mine): string {
  const ours = [...new Set(trouble.failing.flatMap(({ tunnelWords }) => tunnelWords ?? []))].map(asSentence);
  return [...ours, sharedWords(trouble) ?? ''].filter((words) => words !== '').join(' ');
}

/** The same without tunnels of ours, of which each box tells its own; undefined where nothing else is gone. */
export function sharedWords({ cause, failing }: Mine): string | undefined {
  const others = failing.filter(({ tunnelWords }) => tunnelWords === undefined);
  return others.length === 0 ? undefined : WORDS[cause](listed(others.map(({ name }) => name)), others.length === 1);
}

/** What is wrong with a tunnel of ours, as a sentence. */
export function asSentence(words: string): string {
  return `${capital(words)}.`;
}

const MOST_NAMES = 3;

/** `a`, `a and b`, `a, b and c`, `a, b and 4 others`. */
function listed(names: readonly string[]): string {
  const shown = names.length > MOST_NAMES ? names.slice(0, MOST_NAMES - 1) : names.slice(0, -1);
  const others = names.length - shown.length;
  const last = others > 1 ? `${others} others` : (names[names.length - 1] ?? '');
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`;
}
