import assert from 'node:assert/strict';
import test from 'node:test';
import { simulatorControl } from '../../../../main/demo/nim-simulator/simulator-control.ts';
import { startSimulator } from '../../../../main/demo/nim-simulator/simulator-server.ts';

test('each command does what its method does', async () => {
  const simulator = await startSimulator({ warmUpMs: 0, loadingMs: 0 });
  const control = simulatorControl(simulator);
  const scrape = (): Promise<Response> => fetch(`${simulator.url}/v1/metrics`);
  try {
    assert.deepEqual(await control({ do: 'progress' }), { life: 1, requests: 0, wholeAnswers: 0 });
    await control({ do: 'weather', fault: { kind: 'status', status: 403 }, times: 1 });
    await control({ do: 'weather', fault: { kind: 'status', status: 500 } });
    assert.deepEqual([(await scrape()).status, (await scrape()).status, (await scrape()).status], [403, 500, 500]);
    await control({ do: 'hide', families: ['prompt_tokens_total'] });
    await control({ do: 'refuse' });
    await assert.rejects(scrape());
    await control({ do: 'clear' });
    assert.match(await (await scrape()).text(), /^prompt_tokens_total/m);
    await control({ do: 'hide', families: ['prompt_tokens_total'] });
    await control({ do: 'label-set' });
    const page = await (await scrape()).text();
    assert.doesNotMatch(page, /prompt_tokens_total/);
    assert.match(page, /finished_reason="abort"/);
    await control({ do: 'clock', offsetMs: 86_400_000, back: true });
    const date = Date.parse((await scrape()).headers.get('date') ?? '');
    assert.ok(date < Date.now() - 86_000_000);
    assert.deepEqual(await control({ do: 'restart' }), { life: 2, requests: 6, wholeAnswers: 3 });
  } finally {
    await simulator.close();
  }
});

test('a command that does not exist is refused in words', async () => {
  const simulator = await startSimulator({ warmUpMs: 0 });
  const control = simulatorControl(simulator);
  try {
    await assert.rejects(control({ do: 'dance' }), /"do" takes one of: weather, /);
    await assert.rejects(control({ do: 'weather', fault: { kind: 'html' }, times: 'x' }), /"times" takes a number/);
    await assert.rejects(control({ do: 'hide', families: 'all' }), /"families" takes a list/);
    assert.equal((await fetch(`${simulator.url}/v1/metrics`)).status, 200);
  } finally {
    await simulator.close();
  }
});
