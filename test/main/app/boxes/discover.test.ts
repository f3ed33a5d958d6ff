import assert from 'node:assert/strict';
import test from 'node:test';
import { discoverTargets } from '../../../../main/app/boxes/discover.ts';
import { httpServer } from '../../../fakes/http-servers.ts';

test('what answers with metrics is found, in the order of the ports; all else is left out', async (t) => {
  const nim = await httpServer(t, ({ url }, response) => {
    if (url === '/v1/metrics') response.end('vllm:num_requests_running{model_name="m"} 1\n');
    else response.writeHead(404).end();
  });
  const gpu = await httpServer(t, (_, response) => response.end('DCGM_FI_DEV_GPU_TEMP 40\n'));
  const own = await httpServer(t, (_, response) => response.end('nim_glance_points_total 1\n'));
  const page = await httpServer(t, (_, response) => response.end('<html>'));
  const shared = { models: [], series: 1, loading: false };
  assert.deepEqual(await discoverTargets([1, own, gpu, page, nim, 2]), [
    { ...shared, address: `127.0.0.1:${String(gpu)}`, kind: 'dcgm', dialect: 'DCGM' },
    { ...shared, address: `127.0.0.1:${String(nim)}`, kind: 'vllm-v1', dialect: 'vLLM V1' },
  ]);
});
