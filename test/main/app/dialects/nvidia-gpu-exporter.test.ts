import assert from 'node:assert/strict';
import test from 'node:test';
import { noFixtures } from '../../../expositions/fixtures.ts';
import { fixture, shownBy } from './shown-tiles.ts';

/** By hand from the texts. */
const FIXTURES: readonly (readonly [string, Readonly<Record<string, number>>])[] = [
  [
    'nvidia_gpu_exporter-linux-x86_64__nvidia-h100-80gb-hbm3__590.48.01__load',
    {
      gpuUtilisation: 1,
      gpuMemoryUsed: 20_780_679_168,
      gpuMemoryTotal: 85_520_809_984,
      gpuTemperature: 59,
      gpuPower: 631.95,
      slowedByHeat: 0,
    },
  ],
  [
    'nvidia_gpu_exporter-windows',
    {
      gpuUtilisation: 0,
      gpuMemoryUsed: 835_715_072,
      gpuMemoryTotal: 8_589_934_592,
      gpuTemperature: 40,
      gpuPower: 39.25,
      slowedByHeat: 0,
    },
  ],
  // Two GPUs, one of them in parts, which are not counted again.
  [
    'nvidia_gpu_exporter-demo',
    {
      gpuUtilisation: 1,
      gpuMemoryUsed: 67_868_033_024,
      gpuMemoryTotal: 301_509_640_192,
      gpuTemperature: 52,
      gpuPower: 1_254.8,
      slowedByHeat: 0,
    },
  ],
];

for (const [beginning, shown] of FIXTURES) {
  test(beginning, { skip: noFixtures }, async () => {
    assert.deepEqual(await shownBy(fixture(beginning)), shown);
  });
}

test('of two GPUs: the hotter one, the mean of their work', async () => {
  const row = (name: string, a: number, b: number): string =>
    `${name}{uuid="a"} ${String(a)}\n${name}{uuid="b"} ${String(b)}\n`;
  const text = row('nvidia_smi_temperature_gpu', 40, 80) + row('nvidia_smi_utilization_gpu_ratio', 0.2, 0.6);
  assert.deepEqual(await shownBy(text), { gpuUtilisation: 0.4, gpuTemperature: 80 });
});

test('a card that tells only its power of this moment', async () => {
  assert.deepEqual(await shownBy('nvidia_smi_power_draw_instant_watts{uuid="a"} 7\n'), { gpuPower: 7 });
});

test('slowed by heat, as the hardware or the driver says; one hot GPU of two is enough', async () => {
  const row = (whose: string, a: number, b: number): string =>
    ['a', 'b']
      .map(
        (uuid, at) =>
          `nvidia_smi_clocks_event_reasons_${whose}_thermal_slowdown{uuid="${uuid}"} ${String([a, b][at])}\n`,
      )
      .join('');
  assert.deepEqual(await shownBy(row('hw', 0, 0) + row('sw', 0, 0)), { slowedByHeat: 0 });
  assert.deepEqual(await shownBy(row('hw', 0, 1) + row('sw', 0, 0)), { slowedByHeat: 1 });
  assert.deepEqual(await shownBy(row('hw', 0, 0) + row('sw', 1, 0)), { slowedByHeat: 1 });
});
