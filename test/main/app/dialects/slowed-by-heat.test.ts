import assert from 'node:assert/strict';
import test from 'node:test';
import { SLOWED_BY_HEAT } from '../../../../main/app/dialects/slowed-by-heat.ts';
import { History } from '../../../../main/core/history/history.ts';
import { gain, gauge, toldBy } from '../../core/history/told.ts';

const SMI = 'nvidia_smi_clocks_event_reasons';

function shown(...points: Parameters<typeof toldBy>[0]): number | null {
  const history = new History([SLOWED_BY_HEAT], 1_000);
  history.record(points, toldBy(points), 1_000);
  return history.view(SLOWED_BY_HEAT.id).value;
}

test('nvidia-smi: by the hardware, by the driver, or not at all; one hot GPU of two is enough', () => {
  const hardware = `${SMI}_hw_thermal_slowdown`;
  const driver = `${SMI}_sw_thermal_slowdown`;
  assert.equal(shown(gauge(hardware, 0), gauge(driver, 0)), 0);
  assert.equal(shown(gauge(hardware, 1), gauge(driver, 0)), 1);
  assert.equal(shown(gauge(hardware, 0), gauge(driver, 1)), 1);
  assert.equal(shown(gauge(hardware, 0, [['uuid', 'a']]), gauge(hardware, 1, [['uuid', 'b']])), 1);
});

test('DCGM: time lost by it', () => {
  assert.equal(shown(gain('DCGM_FI_DEV_THERMAL_VIOLATION', 0)), 0);
  assert.equal(shown(gain('DCGM_FI_DEV_THERMAL_VIOLATION', 4_000)), 4_000);
  assert.equal(shown(gauge('DCGM_FI_DEV_GPU_TEMP', 90)), null);
});
