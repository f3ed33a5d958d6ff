import { formatOf, lookOnce, readOnce, type LookOnce } from '../../core/explain.ts';
import type { TargetAddress, TargetSettings } from '../../core/model/target-settings.ts';
import { targetFromAddress } from '../config/target-from-address.ts';
import { newTunnels, type TunnelHost } from '../tunnels/new-tunnels.ts';
import { detectDialect, dialectName, type Dialect } from '../dialects/detect-dialect.ts';
import { capital } from '../capital.ts';

/** What answers at an address now. */
export type AddressAnswer =
  | {
      readonly kind: 'found';
      readonly dialect: Dialect;
      readonly models: readonly string[];
      readonly series: number;
      /** A model server that has no metrics yet. */
      readonly loading: boolean;
    }
  /** A NIM Glance: its screen, or its own metrics. */
  | { readonly kind: 'own' }
  /** In words, with what to do. */
  | { readonly kind: 'nothing'; readonly reason: string };

/** Every metric of ours begins so. */
const OWN_PREFIX = 'nim_glance_';

/** The address as it is written for people and in the contract: host:port, or a URL where that says too little. */
export function writeAddress({ scheme, host, port, path }: TargetAddress): string {
  const short = `${host}:${String(port)}`;
  return scheme === 'http' && path === undefined ? short : `${scheme}://${short}${path ?? ''}`;
}

/** The settings with which an address is asked, or added; undefined where it is none. */
export function settingsFor(address: string, timeoutMs: number): TargetSettings | undefined {
  const result = targetFromAddress(address, { job: '', box: '', intervalMs: timeoutMs });
  return result.ok ? result.settings : undefined;
}

/** How an address is asked. */
export interface AskOptions {
  /** For each of metrics, health and models. */
  readonly timeoutMs: number;
  /** Over a tunnel; undefined: directly. */
  readonly through?: { readonly ssh: string; readonly host: TunnelHost } | undefined;
}

/** Asks an address once for metrics, health and models. A tunnel is open for as long. Never rejects. */
export async function askAddress(address: string, { timeoutMs, through }: AskOptions): Promise<AddressAnswer> {
  const settings = settingsFor(address, timeoutMs);
  if (settings === undefined) return { kind: 'nothing', reason: 'This is no address.' };
  return judge(through === undefined ? await lookOnce(settings) : await lookThrough(settings, through));
}

async function lookThrough(
  settings: TargetSettings,
  { ssh, host }: NonNullable<AskOptions['through']>,
): Promise<LookOnce> {
  const target = { ...settings, via: ssh };
  const tunnels = newTunnels(host);
  tunnels.use([target]);
  tunnels.start();
  try {
    return await lookOnce(target, (get) => tunnels.through(get));
  } finally {
    await tunnels.stop();
  }
}

function judge({ scrape, health, models }: LookOnce): AddressAnswer {
  if (scrape.kind === 'failed') {
    if (health === 'loading') return { kind: 'found', dialect: 'unknown', models, series: 0, loading: true };
    return { kind: 'nothing', reason: sentence(scrape.reason) };
  }
  const { families } = readOnce(scrape.body, { format: formatOf(scrape.contentType), strict: false }).exposition;
  const names = families.map(({ name }) => name);
  if (names.some((name) => name.startsWith(OWN_PREFIX))) return { kind: 'own' };
  const series = families.reduce((sum, family) => sum + family.series.length, 0);
  if (series > 0) return { kind: 'found', dialect: detectDialect(names), models, series, loading: false };
  const reason = 'It answers, but there are no metrics in what it says. Check the port and the path.';
  return { kind: 'nothing', reason };
}

/** As people are told of it; empty where it is not known. */
export function nameOf(answer: AddressAnswer & { readonly kind: 'found' }): string {
  return dialectName(answer.dialect);
}

function sentence(words: string): string {
  return `${capital(words)}${/[.?!]$/.test(words) ? '' : '.'}`;
}
