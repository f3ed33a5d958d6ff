import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { DEMO_TOKEN } from '../../main/demo/demo-token.ts';
import { startSimulator } from '../../main/demo/nim-simulator/simulator-server.ts';
import { startSink } from '../../main/demo/strict-sink/sink-server.ts';
import { until } from '../fakes/metrics-server.ts';
import { skip, SshServer } from '../fakes/ssh-server.ts';
import { RunningProgram } from '../main/hosts/headless/run-process.ts';

/** A box behind each of two aliases that lead to the same port. */
const twoBoxes = (port: number, endpoint: string): string => `scrape_configs:
  - job_name: nim
    scrape_interval: 500ms
    static_configs: [{ targets: ["dgx-lab:${String(port)}", "127.0.0.1:${String(port)}"] }]
boxes:
  - { name: Lab, ssh: dgx-lab, targets: [dgx-lab] }
  - { name: Desk, ssh: second-way, targets: [127.0.0.1] }
forward: { endpoint: "${endpoint}" }
`;

interface Running {
  readonly server: SshServer;
  readonly run: RunningProgram;
  readonly port: number;
  /** `service.instance.id` of what arrived. */
  readonly instances: () => readonly string[];
}

async function start(context: TestContext): Promise<Running> {
  const server = await SshServer.start(context);
  const nim = await startSimulator({ loadingMs: 0 });
  const sink = await startSink();
  context.after(() => Promise.all([nim.close(), sink.close()]));
  const file = join(server.folder, 'nim-glance.yaml');
  writeFileSync(file, twoBoxes(nim.port, sink.url));
  const args = ['run', '--config', file, '--state-dir', join(server.folder, 'state')];
  const run = new RunningProgram(args, { ...server.environment, DT_API_TOKEN: DEMO_TOKEN });
  context.after(() => run.child.kill('SIGKILL'));
  const instances = (): readonly string[] => {
    const gauges = Object.keys(sink.report().gauges).filter((id) => id.startsWith('num_requests_running{'));
    return gauges.map((id) => /service\.instance\.id="([^"]+)"/.exec(id)?.[1] ?? '').sort();
  };
  await until('both boxes in the sink', () => instances().length === 2);
  return { server, run, port: nim.port, instances };
}

test(
  'the program forwards boxes behind two aliases, each under its own name, and leaves no ssh',
  { skip },
  async (context) => {
    const { server, run, port, instances } = await start(context);
    assert.deepEqual(instances(), [`Desk:${String(port)}`, `dgx-lab:${String(port)}`]);
    assert.ok(server.clients().length > 0);
    run.child.kill('SIGTERM');
    assert.equal(await run.ended, 0);
    assert.deepEqual(server.clients(), []);
    assert.ok(!run.err.includes('debug1'));
  },
);

test('killed, it leaves none either', { skip }, async (context) => {
  const { server, run } = await start(context);
  run.child.kill('SIGKILL');
  await run.ended;
  await until('no ssh to be left', () => server.clients().length === 0);
});
