import { formatOf, readOnce, scrapeOnce } from '../core/explain.ts';
import type { TargetSettings } from '../core/model/target-settings.ts';
import { detectDialect } from './dialects/detect-dialect.ts';
import { newTunnels, type TunnelHost } from './tunnels/new-tunnels.ts';
import type { Tunnels } from './tunnels/tunnels.ts';

/** What a target answers now: in words why not, or what there is to be read. */
export interface TargetAnswer {
  readonly box: string;
  /** As host:port. */
  readonly address: string;
  /** Empty when it answered with metrics. */
  readonly failure: string;
  readonly dialect: string;
  readonly families: number;
  readonly series: number;
  /** Lines that could not be read. */
  readonly issues: number;
}

/** No more are asked: this is for a report, not for a survey. */
const MOST = 32;

/** Asks each of the first 32 targets once, all at the same time. Tunnels are open for as long. Never rejects. */
export async function askTargets(
  targets: readonly TargetSettings[],
  host: TunnelHost,
): Promise<readonly TargetAnswer[]> {
  const asked = targets.slice(0, MOST);
  const tunnels = newTunnels(host);
  tunnels.use(asked);
  tunnels.start();
  const answers = await Promise.all(asked.map((settings) => ask(settings, tunnels)));
  await tunnels.stop();
  return answers;
}

async function ask(settings: TargetSettings, tunnels: Tunnels): Promise<TargetAnswer> {
  const { host, port } = settings.address;
  const nothing = { failure: '', dialect: '', families: 0, series: 0, issues: 0 };
  const answer = { box: settings.box, address: `${host}:${String(port)}`, ...nothing };
  const result = await scrapeOnce(settings, (get) => tunnels.through(get));
  if (result.kind === 'failed') return { ...answer, failure: result.reason };
  const { raw, exposition } = readOnce(result.body, { format: formatOf(result.contentType), strict: false });
  return {
    ...answer,
    dialect: detectDialect(exposition.families.map(({ name }) => name)),
    families: exposition.families.length,
    series: exposition.families.reduce((sum, { series }) => sum + series.length, 0),
    issues: raw.problems.count,
  };
}
