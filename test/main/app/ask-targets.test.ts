import assert from 'node:assert/strict';
import test from 'node:test';
import { askTargets } from '../../../main/app/ask-targets.ts';
import { httpServer } from '../../fakes/http-servers.ts';
import { fakePorts } from '../../fakes/ports.ts';
import { skip, SshServer } from '../../fakes/ssh-server.ts';
import { fakeSettings } from '../../fakes/target-settings.ts';

const at = (port: number) => fakeSettings({ address: { scheme: 'http', host: '127.0.0.1', port, path: '/metrics' } });

test('each target is asked once: what is to be read there, or why nothing is', async (t) => {
  let asked = 0;
  const good = await httpServer(t, (_, response) => {
    asked += 1;
    response.setHeader('Content-Type', 'text/plain; version=0.0.4');
    response.end(
      '# TYPE vllm:num_requests_running gauge\nvllm:num_requests_running{model_name="m"} 1\nx 2\nbad line\n',
    );
  });
  const bad = await httpServer(t, (_, response) => response.writeHead(500).end());
  const answers = await askTargets([at(good), at(bad)], fakePorts());
  const shared = { box: 'dgx' };
  assert.deepEqual(answers[0], {
    ...{ ...shared, address: `127.0.0.1:${String(good)}`, failure: '', dialect: 'vllm-v1' },
    ...{ families: 2, series: 2, issues: 1 },
  });
  assert.equal(asked, 1);
  assert.equal(answers[1]?.series, 0);
  assert.match(answers[1].failure, /500/);
});

test('no more than 32 are asked', async (t) => {
  let asked = 0;
  const port = await httpServer(t, (_, response) => {
    asked += 1;
    response.end('x 1\n');
  });
  assert.equal(
    (
      await askTargets(
        Array.from({ length: 40 }, () => at(port)),
        fakePorts(),
      )
    ).length,
    32,
  );
  assert.equal(asked, 32);
});

test('one behind a tunnel is asked through it, and nowhere else; none is left open', { skip }, async (context) => {
  const server = await SshServer.start(context);
  const port = await httpServer(context, (_, response) => response.end('x 1\n'));
  const address = { scheme: 'http', host: 'dgx-lab', port, path: '/metrics' } as const;
  const host = { ...fakePorts(), environment: { ...process.env, ...server.environment } };
  const behind = ['dgx-lab', 'wrong-key'].map((via) => fakeSettings({ via, address }));
  const [good, bad] = await askTargets(behind, host);
  assert.deepEqual([good?.failure, good?.series], ['', 1]);
  assert.match(bad?.failure ?? '', /^the SSH tunnel to wrong-key is not up: it accepts none of the keys/);
  assert.deepEqual(server.clients(), []);
});
