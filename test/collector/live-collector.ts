import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadOtlpSchema, type RawRequest } from '../../main/demo/strict-sink/otlp-schema.ts';

/** A `scrape_config` of Prometheus, as the Collector's receiver takes it. */
export type ScrapeConfig = Readonly<Record<string, unknown>>;

/** A real Collector that scrapes, converts to deltas, and sends all it has to us. */
export interface LiveCollector {
  /** What it sent until now. */
  readonly requests: readonly RawRequest[];
  /** What it logged until now. */
  log(): string;
  hasEnded(): boolean;
  /** Asks it to end; it flushes before. */
  stop(): Promise<void>;
}

/** Starts the Collector `binary` with the pipeline that the fixtures were recorded with. */
export async function startCollector(binary: string, scrapeConfigs: readonly ScrapeConfig[]): Promise<LiveCollector> {
  const schema = loadOtlpSchema();
  const requests: RawRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const decoded = schema.decodeRequest(Buffer.concat(chunks));
      if (decoded) requests.push(decoded);
      response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const folder = mkdtempSync(join(tmpdir(), 'nim-glance-otelcol-'));
  const file = join(folder, 'collector.yaml');
  writeFileSync(file, JSON.stringify(configuration(scrapeConfigs, port)));
  const child = spawn(binary, ['--config', file], { stdio: ['ignore', 'ignore', 'pipe'] });
  const log: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => log.push(chunk.toString()));
  const stop = async (): Promise<void> => {
    await ended(child);
    server.close();
    server.closeAllConnections();
    rmSync(folder, { recursive: true, force: true });
  };
  let stopped: Promise<void> | undefined;
  return {
    requests,
    log: () => log.join(''),
    hasEnded: () => hasEnded(child),
    stop: () => (stopped ??= stop()),
  };
}

/** JSON is YAML. */
function configuration(scrapeConfigs: readonly ScrapeConfig[], port: number): object {
  return {
    receivers: { prometheus: { config: { scrape_configs: scrapeConfigs } } },
    processors: { cumulative_to_delta: { max_staleness: '25h' } },
    exporters: { otlp_http: { endpoint: `http://127.0.0.1:${String(port)}`, compression: 'none' } },
    service: {
      telemetry: { metrics: { level: 'none' } },
      pipelines: {
        metrics: { receivers: ['prometheus'], processors: ['cumulative_to_delta'], exporters: ['otlp_http'] },
      },
    },
  };
}

function ended(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}
