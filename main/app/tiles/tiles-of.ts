import type { AlertRule } from '../../core/model/alert.ts';
import type { WatchedTarget } from '../../core/pipeline.ts';
import type { GpuView, QuantilesView, Tile, TilesView } from '../../../preload/contract/view.ts';
import type { SignalId } from '../dialects/signals.ts';
import { boxTile, isTold } from './box-tile.ts';
import { limitOf } from './limit-of.ts';

/** A box's numbers from all its targets, and the lines above which `rules` may fire. Pure. */
export function tilesOf(targets: readonly WatchedTarget[], rules: readonly AlertRule[]): TilesView {
  const tile = (id: SignalId): Tile => boxTile(targets, id);
  const ifTold = (id: SignalId): Tile | null => (isTold(targets, id) ? tile(id) : null);
  const quantiles = (p50: SignalId, p95: SignalId): QuantilesView => ({ p50: tile(p50), p95: tile(p95) });
  return {
    kvCache: tile('kvCache'),
    running: tile('running'),
    waiting: tile('waiting'),
    maximum: tile('maximum'),
    firstToken: quantiles('firstTokenP50', 'firstTokenP95'),
    betweenTokens: isTold(targets, 'betweenTokensP95') ? quantiles('betweenTokensP50', 'betweenTokensP95') : null,
    wholeRequest: isTold(targets, 'requestP95') ? quantiles('requestP50', 'requestP95') : null,
    tokensOut: tile('tokensOut'),
    tokensIn: ifTold('tokensIn'),
    requests: ifTold('requests'),
    failures: ifTold('failures'),
    preemptions: ifTold('preemptions'),
    gpu: gpuOf(ifTold),
    limits: {
      kvCache: limitOf(rules, 'kvCache'),
      firstToken: limitOf(rules, 'firstTokenP95'),
      gpuTemperature: limitOf(rules, 'gpuTemperature'),
    },
  };
}

function gpuOf(ifTold: (id: SignalId) => Tile | null): GpuView | null {
  const gpu: GpuView = {
    utilisation: ifTold('gpuUtilisation'),
    memoryUsed: ifTold('gpuMemoryUsed'),
    memoryTotal: ifTold('gpuMemoryTotal'),
    temperature: ifTold('gpuTemperature'),
    power: ifTold('gpuPower'),
    xid: ifTold('xid'),
  };
  return Object.values(gpu).some((tile) => tile !== null) ? gpu : null;
}
