import assert from 'node:assert/strict';
import test from 'node:test';
import { noFixtures } from '../../../expositions/fixtures.ts';
import { SIGNALS } from '../../../../main/app/dialects/signals.ts';
import { History } from '../../../../main/core/history/history.ts';
import { gain, toldBy } from '../../core/history/told.ts';
import { fixture, shownBy, tilesOf } from './shown-tiles.ts';

const MEBIBYTE = 2 ** 20;

/** By hand from the texts. Where there is no total, it is what is used, free and reserved. */
const FIXTURES: readonly (readonly [string, Readonly<Record<string, number>>])[] = [
  [
    'dcgm-exporter-t4-underload',
    {
      gpuUtilisation: 0.91,
      gpuMemoryUsed: 5_120 * MEBIBYTE,
      gpuMemoryTotal: (5_120 + 9_791 + 447) * MEBIBYTE,
      gpuTemperature: 74,
      gpuPower: 68.244,
    },
  ],
  [
    'dcgm-exporter-t4-a10g',
    {
      gpuUtilisation: 0,
      gpuMemoryUsed: 0,
      gpuMemoryTotal: 15_109 * MEBIBYTE,
      gpuTemperature: 25,
      gpuPower: 8.969,
      xid: 0,
    },
  ],
  [
    'dcgm-exporter-l4',
    {
      gpuUtilisation: 0,
      gpuMemoryUsed: 0,
      gpuMemoryTotal: (22_563 + 470) * MEBIBYTE,
      gpuTemperature: 31,
      gpuPower: 16.365,
    },
  ],
  // A virtual GPU tells neither temperature nor power.
  ['dcgm-exporter-vgpu-a100-10c', { gpuUtilisation: 0, gpuMemoryUsed: 0, gpuMemoryTotal: (9_323 + 916) * MEBIBYTE }],
  ['dcgm-exporter-vgpu-a100-40c', { gpuUtilisation: 0, gpuMemoryUsed: 0, gpuMemoryTotal: (37_739 + 3_220) * MEBIBYTE }],
  ['dcgm-exporter-readme', {}],
];

for (const [beginning, shown] of FIXTURES) {
  test(beginning, { skip: noFixtures }, async () => {
    assert.deepEqual(await shownBy(fixture(beginning)), shown);
  });
}

test('what a GPU does not support is no value, and it says so', async () => {
  const blanks = ['9223372036854775794', '2147483634', '140737488355330.000000'];
  for (const blank of blanks) {
    const text = `DCGM_FI_DEV_GPU_TEMP{gpu="0"} ${blank}\n`;
    assert.deepEqual(await shownBy(text), {}, blank);
    const tile = (await tilesOf(text)).find(({ id }) => id === 'gpuTemperature');
    assert.equal(tile?.why, 'this GPU does not support it');
    assert.deepEqual(await shownBy(`${text}DCGM_FI_DEV_GPU_TEMP{gpu="1"} 40\n`), { gpuTemperature: 40 });
  }
});

test('of two GPUs: the hotter one, the power of both, the mean of their work, the larger code', async () => {
  const row = (name: string, a: number, b: number): string =>
    `${name}{UUID="a"} ${String(a)}\n${name}{UUID="b"} ${String(b)}\n`;
  const text =
    row('DCGM_FI_DEV_GPU_TEMP', 40, 80) +
    row('DCGM_FI_DEV_POWER_USAGE', 100, 200) +
    row('DCGM_FI_DEV_GPU_UTIL', 20, 90) +
    row('DCGM_FI_DEV_XID_ERRORS', 79, 48);
  assert.deepEqual(await shownBy(text), { gpuUtilisation: 0.55, gpuTemperature: 80, gpuPower: 300, xid: 79 });
});

test('a GPU that two pods share counts once', async () => {
  const row = (name: string, value: number): string =>
    ['a', 'b'].map((pod) => `${name}{UUID="u",gpu="0",pod="${pod}"} ${String(value)}\n`).join('');
  const text = row('DCGM_FI_DEV_POWER_USAGE', 100) + row('DCGM_FI_DEV_FB_USED', 3);
  assert.deepEqual(await shownBy(text), { gpuMemoryUsed: 3 * MEBIBYTE, gpuPower: 100 });
});

test('a GPU in parts: each has its own memory, the power is the whole GPU’s', async () => {
  const row = (name: string, values: readonly number[]): string =>
    values.map((value, part) => `${name}{UUID="u",GPU_I_ID="${String(part)}"} ${String(value)}\n`).join('');
  const text =
    row('DCGM_FI_DEV_POWER_USAGE', [100, 100]) +
    row('DCGM_FI_DEV_FB_USED', [3, 4]) +
    row('DCGM_FI_PROF_GR_ENGINE_ACTIVE', [0.5, 0.7]);
  assert.deepEqual(await shownBy(text), { gpuUtilisation: 0.6, gpuMemoryUsed: 7 * MEBIBYTE, gpuPower: 100 });
});

test('time lost by heat is told as a gain', () => {
  const lost = (gained: number): number | null => {
    const history = new History(SIGNALS, 1_000);
    const points = [gain('DCGM_FI_DEV_THERMAL_VIOLATION', gained)];
    history.record(points, toldBy(points), 1_000);
    return history.view('slowedByHeat').value;
  };
  assert.deepEqual([lost(0), lost(4_000)], [0, 4_000]);
});
