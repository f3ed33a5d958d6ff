import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An exporter for one GPU that works as hard as its box. */
export interface GpuExporter {
  readonly port: number;
  close(): void;
}

const MEBIBYTES = 81_559;

/** As dcgm-exporter writes it. `nowMs` is the clock of the scene; the values go up and down over some minutes. */
export async function startGpuExporter(nowMs: () => number): Promise<GpuExporter> {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/plain; version=0.0.4; charset=utf-8');
    response.end(gpuPage(nowMs() / 1000));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function gpuPage(seconds: number): string {
  const wave = 0.6 * Math.sin(seconds / 97) + 0.3 * Math.sin(seconds / 23) + 0.1 * Math.sin(seconds / 4.1);
  const used = Math.round(MEBIBYTES * 0.893);
  return [
    family('GPU_UTIL', 'GPU utilization (in %).', Math.round(82 + 14 * wave)),
    family('FB_USED', 'Framebuffer memory used (in MiB).', used),
    family('FB_FREE', 'Framebuffer memory free (in MiB).', MEBIBYTES - used),
    family('GPU_TEMP', 'GPU temperature (in C).', Math.round(67 + 4 * Math.sin(seconds / 140))),
    family('POWER_USAGE', 'Power draw (in W).', 540 + 110 * wave),
    family('XID_ERRORS', 'Value of the last XID error encountered.', 0),
  ].join('');
}

function family(name: string, help: string, value: number): string {
  const full = `DCGM_FI_DEV_${name}`;
  const labels = 'gpu="0",UUID="GPU-1f0c9c52",device="nvidia0",modelName="NVIDIA H100 80GB HBM3",Hostname="dgx-lab"';
  return `# HELP ${full} ${help}\n# TYPE ${full} gauge\n${full}{${labels}} ${value}\n`;
}
