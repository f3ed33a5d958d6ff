import assert from 'node:assert/strict';
import test from 'node:test';
import { quickConfiguration } from '../../../main/app/quick-configuration.ts';

const OPTIONS = { target: 'dgx-lab', endpoint: undefined, forward: false, scrapeIntervalMs: 5_000, box: 'spark-01' };

test('one address becomes one target of its host’s box, with the job of the page', () => {
  const { targets, forward } = quickConfiguration(OPTIONS);
  const target = targets[0]!;
  assert.deepEqual([target.address.host, target.address.port, target.box], ['dgx-lab', 8000, 'dgx-lab']);
  assert.deepEqual(target.labels, [
    ['instance', 'dgx-lab:8000'],
    ['job', 'nim-metrics'],
  ]);
  assert.equal(target.scrapeIntervalMs, 5_000);
  assert.deepEqual([forward.endpoint, forward.boxes], [undefined, []]);
});

test('forwarding takes all boxes and a checked endpoint', () => {
  const endpoint = 'https://abc.live.dynatrace.com/api/v2/otlp/v1/metrics';
  const { forward } = quickConfiguration({ ...OPTIONS, endpoint, forward: true });
  assert.deepEqual([forward.endpoint, forward.boxes], ['https://abc.live.dynatrace.com/api/v2/otlp', 'all']);
});

test('what cannot be read is a RangeError with words', () => {
  assert.throws(() => quickConfiguration({ ...OPTIONS, target: 'ftp://x' }), /not supported/);
  assert.throws(() => quickConfiguration({ ...OPTIONS, endpoint: 'x' }), RangeError);
});

test('at a loopback address the box is this computer, and nobody has named it', () => {
  for (const target of ['127.0.0.1:8000', 'localhost', '[::1]:8000']) {
    const { targets, namedBoxes } = quickConfiguration({ ...OPTIONS, target });
    assert.deepEqual([targets[0]?.box, namedBoxes], ['spark-01', []], target);
  }
});
