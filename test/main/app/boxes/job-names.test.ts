import assert from 'node:assert/strict';
import test from 'node:test';
import { jobNameOf } from '../../../../main/app/boxes/job-names.ts';

test('the job is what answered; where nobody did its port tells', () => {
  assert.deepEqual(
    [
      jobNameOf('nim-1', 9400),
      jobNameOf('dcgm', 8000),
      jobNameOf('nvidia_gpu_exporter', 1),
      jobNameOf('triton', 8002),
      jobNameOf(undefined, 9400),
      jobNameOf('unknown', 9835),
      jobNameOf(undefined, 8000),
    ],
    ['nim-metrics', 'dcgm', 'nvidia_gpu_exporter', 'nim-metrics', 'dcgm', 'nvidia_gpu_exporter', 'nim-metrics'],
  );
});
