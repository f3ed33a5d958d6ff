import type { GpuView, LimitsView, Tile } from '../../../preload/contract/view.ts';
import { showDegrees, showGigabytes, showRatio, showWatts, showXid } from '../../ui/format.ts';
import { Value } from '../../ui/value.tsx';
import { english } from '../../words/english.ts';
import { NumberRow, Row } from './number-row.tsx';

const words = english.overview;

interface GpuRowsProps {
  readonly gpu: GpuView;
  readonly limits: LimitsView;
}

/** The GPUs of a box together, where something tells of them. */
export function GpuRows({ gpu, limits }: GpuRowsProps) {
  const { utilisation, memoryUsed, temperature, power, xid } = gpu;
  const hot = limits.gpuTemperature !== null && (temperature?.value ?? 0) > limits.gpuTemperature;
  return (
    <div class="rows" role="table" aria-label={words.gpu}>
      {utilisation !== null && (
        <NumberRow name={words.gpu} tile={utilisation} show={showRatio} tone="blue" max={1} testId="gpu" />
      )}
      {memoryUsed !== null && <MemoryRow used={memoryUsed} total={gpu.memoryTotal} />}
      {temperature !== null && (
        <NumberRow
          name={words.temperature}
          tile={temperature}
          show={showDegrees}
          tone={hot ? 'amber' : 'blue'}
          limit={limits.gpuTemperature}
          testId="gpu-temperature"
        />
      )}
      {power !== null && <NumberRow name={words.power} tile={power} show={showWatts} tone="blue" testId="gpu-power" />}
      {xid !== null && <XidRow xid={xid} />}
    </div>
  );
}

function MemoryRow({ used, total }: { readonly used: Tile; readonly total: Tile | null }) {
  const whole = total?.value ?? null;
  const of = total === null || whole === null ? '' : showGigabytes(total).text;
  // The unit stands once, at the end.
  const show = (tile: Tile) => (of === '' ? showGigabytes(tile) : { ...showGigabytes(tile), unit: '' });
  return (
    <NumberRow
      name={words.gpuMemory}
      tile={used}
      show={show}
      tone="blue"
      max={whole ?? undefined}
      testId="gpu-memory"
      of={of === '' ? '' : `${of} GiB`}
    />
  );
}

/** A code that stays until the driver starts anew: it has no line. */
function XidRow({ xid }: { readonly xid: Tile }) {
  const bad = (xid.value ?? 0) !== 0;
  return (
    <Row name={words.xid}>
      <span role="cell" />
      <span role="cell" class="row-wide">
        <Value shown={showXid(xid)} class={bad ? 'strong bad' : 'quiet'} testId="xid" />
      </span>
    </Row>
  );
}
