import assert from 'node:assert/strict';
import test from 'node:test';
import { sinkControl } from '../../../../main/demo/strict-sink/sink-control.ts';
import { startSink } from '../../../../main/demo/strict-sink/sink-server.ts';

const TOKEN = `dt0c01.${'A1'.repeat(12)}.${'Z9'.repeat(32)}`;

test('each command does what its method does', async () => {
  const sink = await startSink();
  const control = sinkControl(sink);
  const post = async (): Promise<number> => {
    const headers = { authorization: `Api-Token ${TOKEN}`, 'content-type': 'application/x-protobuf' };
    return (await fetch(`${sink.url}/v1/metrics`, { method: 'POST', body: '', headers })).status;
  };
  const fault = { kind: 'status', status: 503 };
  try {
    await control({ do: 'weather', fault: { ...fault, status: 429 }, times: 1 });
    await control({ do: 'weather', fault });
    assert.deepEqual([await post(), await post(), await post()], [429, 503, 503]);
    await control({ do: 'refuse' });
    await assert.rejects(post());
    await control({ do: 'clear' });
    assert.equal(await post(), 400);
    assert.equal(((await control({ do: 'report' })) as { requests: number }).requests, 4);
    await assert.rejects(control({ do: 'dance' }), /"do" takes one of: weather, clear, refuse, report/);
    await assert.rejects(control({ do: 'weather', fault, times: -1 }), /"times" takes a number/);
  } finally {
    await sink.close();
  }
});
