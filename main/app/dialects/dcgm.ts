import type { GaugeSource, Take } from '../../core/model/signal.ts';
import { rate, type DialectTable } from './dialect-table.ts';

const PERCENT = 0.01;
const MEBIBYTE = 2 ** 20;

/**
 * What DCGM writes where it has no value: blank, not found, not supported, not permitted, for 64-bit numbers
 * (9223372036854775792 to …795, all one double), 32-bit numbers and doubles. Source: NVIDIA/DCGM, `dcgm_structs.h`.
 */
const BLANKS = [
  ...[2 ** 63, 2_147_483_632, 2_147_483_633, 2_147_483_634, 2_147_483_635],
  ...[140_737_488_355_328, 140_737_488_355_329, 140_737_488_355_330, 140_737_488_355_331],
];

/** A GPU; `gpu` where an exporter is told to leave the UUID out. */
const GPU = ['UUID', 'uuid', 'gpu'];
/** A GPU or a part of it (MIG). */
const PART = [...GPU, 'GPU_I_ID'];

/**
 * dcgm-exporter. A GPU that is shared stands there once per pod, one in parts (MIG) once per part: what belongs to
 * the whole GPU counts once. A virtual GPU tells neither temperature nor power. Nothing begins at zero with the
 * exporter's process: its counters are the driver's.
 */
export const DCGM: DialectTable = {
  units: [
    ['DCGM_FI_DEV_GPU_UTIL', '%'],
    ['DCGM_FI_PROF_GR_ENGINE_ACTIVE', '1'],
    ['DCGM_FI_DEV_MEM_COPY_UTIL', '%'],
    ['DCGM_FI_DEV_FB_USED', 'MiBy'],
    ['DCGM_FI_DEV_FB_FREE', 'MiBy'],
    ['DCGM_FI_DEV_FB_RESERVED', 'MiBy'],
    ['DCGM_FI_DEV_FB_TOTAL', 'MiBy'],
    ['DCGM_FI_DEV_GPU_TEMP', 'Cel'],
    ['DCGM_FI_DEV_MEMORY_TEMP', 'Cel'],
    ['DCGM_FI_DEV_POWER_USAGE', 'W'],
    ['DCGM_FI_DEV_XID_ERRORS', undefined],
    ['DCGM_FI_DEV_THERMAL_VIOLATION', undefined],
  ],
  beginsAtZero: () => false,
  sources: {
    // In parts of a GPU only the second is told.
    gpuUtilisation: [
      { ...once(GPU, 'DCGM_FI_DEV_GPU_UTIL', 'mean'), scale: PERCENT },
      once(PART, 'DCGM_FI_PROF_GR_ENGINE_ACTIVE', 'mean'),
    ],
    gpuMemoryUsed: [{ ...once(PART, 'DCGM_FI_DEV_FB_USED', 'sum'), scale: MEBIBYTE }],
    gpuMemoryTotal: [
      { ...once(PART, 'DCGM_FI_DEV_FB_TOTAL', 'sum'), scale: MEBIBYTE },
      {
        ...once(PART, 'DCGM_FI_DEV_FB_FREE', 'sum'),
        plus: ['DCGM_FI_DEV_FB_USED', 'DCGM_FI_DEV_FB_RESERVED'],
        scale: MEBIBYTE,
      },
    ],
    gpuTemperature: [once(GPU, 'DCGM_FI_DEV_GPU_TEMP', 'max')],
    gpuPower: [once(GPU, 'DCGM_FI_DEV_POWER_USAGE', 'sum')],
    // Time lost by it; only where the exporter's list of fields names it.
    slowedByHeat: [rate('DCGM_FI_DEV_THERMAL_VIOLATION')],
    xid: [once(GPU, 'DCGM_FI_DEV_XID_ERRORS', 'max')],
  },
};

function once(labels: readonly string[], family: string, take: Take): GaugeSource {
  return { kind: 'gauge', of: { family }, ignored: BLANKS, within: { labels, take: 'max' }, take };
}
