import type { Signal, Source } from '../../core/model/signal.ts';
import { DCGM } from './dcgm.ts';
import type { DialectTable } from './dialect-table.ts';
import { MEANINGS, type SignalId } from './meaning.ts';
import { NIM } from './nim.ts';
import { NVIDIA_GPU_EXPORTER } from './nvidia-gpu-exporter.ts';
import { SGLANG } from './sglang.ts';
import { TRITON } from './triton.ts';
import { VLLM } from './vllm.ts';

export type { SignalId };

/**
 * All dialects. Where one text mixes them, as a NIM 2.x does (`num_request_max` beside `vllm:*`), the first that
 * tells a meaning counts: what runs the model before what stands in front of it. They are never added.
 */
export const TABLES: readonly DialectTable[] = [VLLM, SGLANG, NIM, TRITON, DCGM, NVIDIA_GPU_EXPORTER];

/** What the screen shows of a target, each with all families that may tell it. */
export const SIGNALS: readonly (Signal & { readonly id: SignalId })[] = MEANINGS.map(({ id }) => ({
  id,
  sources: TABLES.flatMap(({ sources }): readonly Source[] => sources[id] ?? []),
}));
