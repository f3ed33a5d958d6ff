import type { Signal } from '../../core/model/signal.ts';

/**
 * Above 0 while a GPU runs slower than it could because it is too hot. nvidia_gpu_exporter tells it as 0 or 1, for the
 * driver's slowdown and for the hardware's; dcgm-exporter, where its list of fields names it, as time lost by it.
 */
export const SLOWED_BY_HEAT: Signal = {
  id: 'slowedByHeat',
  sources: [
    { kind: 'rate', of: { family: 'DCGM_FI_DEV_THERMAL_VIOLATION' } },
    {
      kind: 'gauge',
      of: { family: 'nvidia_smi_clocks_event_reasons_hw_thermal_slowdown' },
      plus: ['nvidia_smi_clocks_event_reasons_sw_thermal_slowdown'],
      take: 'max',
    },
  ],
};
