import { lookup } from 'node:dns/promises';
import { isLoopback } from '../../core/model/loopback.ts';
import type { LookAnswer } from '../../../preload/contract/boxes.ts';
import type { Dialect } from '../dialects/detect-dialect.ts';
import { aliasProblem } from '../tunnels/ssh-alias.ts';
import type { TunnelHost } from '../tunnels/new-tunnels.ts';
import { askAddress, nameOf, writeAddress, type AddressAnswer } from './ask-address.ts';
import { readAddressText, type NamedAddress } from './read-address-text.ts';
import { sshAliases } from './ssh-aliases.ts';

/** What a look needs to know beside the text. */
export interface LookAround {
  readonly computerName: string;
  /** Where `.ssh` lies; undefined where nobody knows. */
  readonly home: string | undefined;
  /** The alias over which the box is reached that it is for; undefined where it is for none. */
  readonly via: string | undefined;
  readonly tunnels: TunnelHost;
  /** The box that has an address already. */
  readonly boxAt: (address: string) => string | null;
}

/** What is seen, and what the words for people do not tell. */
export interface Looked {
  readonly answer: LookAnswer;
  /** Undefined where nothing was heard. */
  readonly kind: Dialect | undefined;
}

/** The answer is waited for by somebody who looks at the field; a tunnel takes its time. */
const PATIENCE_MS = 5_000;
const TUNNEL_PATIENCE_MS = 15_000;

/** Reads the text, and asks once where it leads. Never rejects. */
export async function lookAt(text: string, around: LookAround): Promise<Looked> {
  const { tunnels: host, computerName, boxAt } = around;
  const alias = around.via === undefined ? await aliasIn(text, around.home) : undefined;
  const named = readAddressText(alias === undefined ? text : machineIn(text));
  if (!named.ok) return { answer: named, kind: undefined };
  const ssh = around.via ?? alias;
  const address = writeAddress(named.address);
  const answer = await askAddress(address, {
    timeoutMs: ssh === undefined ? PATIENCE_MS : TUNNEL_PATIENCE_MS,
    through: ssh === undefined ? undefined : { ssh, host },
  });
  const asksName = ssh === undefined && isLoopback(named.address.host);
  const name = { proposedName: alias === undefined ? proposedName(named, computerName) : machineIn(alias), asksName };
  const seen = seenAt(address, answer, boxAt(address));
  return {
    answer: { ok: true, address, ssh: alias ?? null, leftOut: named.leftOut, ...name, ...seen },
    kind: answer.kind === 'found' ? answer.dialect : undefined,
  };
}

/** `user@host`, or a bare word that ssh knows and the network does not; a port may stand behind either. */
async function aliasIn(text: string, home = ''): Promise<string | undefined> {
  const word = text.trim().replace(/:\d+$/, '');
  if (/[\s:/]/.test(word) || aliasProblem(word) !== undefined) return undefined;
  if (/^[^@]+@[^@]+$/.test(word)) return word;
  if (home === '' || !(await sshAliases(home)).has(word)) return undefined;
  try {
    await lookup(word);
    return undefined;
  } catch {
    return word;
  }
}

/** Without `user@`. At the other end of a tunnel its name means the machine itself. */
function machineIn(text: string): string {
  return text.trim().replace(/^[^@]*@/, '');
}

function seenAt(
  address: string,
  answer: AddressAnswer,
  box: string | null,
): Pick<LookAnswer & { readonly ok: true }, 'found' | 'failure'> {
  switch (answer.kind) {
    case 'own':
      return { found: null, failure: 'This is NIM Glance itself. Give the address of your NIM.' };
    case 'nothing':
      return { found: null, failure: answer.reason };
    case 'found': {
      const { models, series, loading } = answer;
      return { found: { address, dialect: nameOf(answer), models, series, loading, box }, failure: '' };
    }
  }
}

function proposedName(
  { address: { host }, machine }: NamedAddress & { readonly ok: true },
  computerName: string,
): string {
  if (machine !== '') return machine;
  return isLoopback(host) ? computerName : host.replace(/^\[|\]$/g, '');
}
