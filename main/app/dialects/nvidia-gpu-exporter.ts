import { added, type DialectTable } from './dialect-table.ts';

const SLOWED = 'nvidia_smi_clocks_event_reasons';

/**
 * nvidia_gpu_exporter: what `nvidia-smi` prints, percent made ratios and MiB made bytes; a card that lacks a value
 * has no series. One series per GPU, also where it is cut in parts. It tells no XID, and nothing begins at zero.
 */
export const NVIDIA_GPU_EXPORTER: DialectTable = {
  units: [
    ['nvidia_smi_utilization_gpu_ratio', '1'],
    ['nvidia_smi_utilization_memory_ratio', '1'],
    ['nvidia_smi_memory_used_bytes', 'By'],
    ['nvidia_smi_memory_total_bytes', 'By'],
    ['nvidia_smi_memory_free_bytes', 'By'],
    ['nvidia_smi_temperature_gpu', 'Cel'],
    ['nvidia_smi_power_draw_watts', 'W'],
    ['nvidia_smi_power_draw_average_watts', 'W'],
    ['nvidia_smi_power_draw_instant_watts', 'W'],
    [`${SLOWED}_hw_thermal_slowdown`, undefined],
    [`${SLOWED}_sw_thermal_slowdown`, undefined],
  ],
  beginsAtZero: () => false,
  sources: {
    gpuUtilisation: [{ ...added('nvidia_smi_utilization_gpu_ratio'), take: 'mean' }],
    gpuMemoryUsed: [added('nvidia_smi_memory_used_bytes')],
    gpuMemoryTotal: [added('nvidia_smi_memory_total_bytes')],
    gpuTemperature: [{ ...added('nvidia_smi_temperature_gpu'), take: 'max' }],
    // The first is the driver's choice of the other two.
    gpuPower: [
      added('nvidia_smi_power_draw_watts'),
      added('nvidia_smi_power_draw_average_watts'),
      added('nvidia_smi_power_draw_instant_watts'),
    ],
    // 0 or 1: the hardware's slowdown, and the driver's.
    slowedByHeat: [{ ...added(`${SLOWED}_hw_thermal_slowdown`), plus: [`${SLOWED}_sw_thermal_slowdown`], take: 'max' }],
  },
};
