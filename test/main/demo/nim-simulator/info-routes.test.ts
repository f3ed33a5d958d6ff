import assert from 'node:assert/strict';
import test from 'node:test';
import { infoAnswer } from '../../../../main/demo/nim-simulator/info-routes.ts';

test('what answers while loading and when ready', () => {
  const rows = [
    ['/v1/health/live', 200, 200],
    ['/v1/health/ready', 503, 200],
    ['/v1/models', 503, 200],
    ['/v1/version', 200, 200],
    ['/v1/metadata', 200, 200],
    ['/v1/nothing', 404, 404],
  ] as const;
  for (const [path, loading, ready] of rows) {
    assert.equal(infoAnswer(path, { modelName: 'm', startMs: 0, isReady: false }).status, loading, path);
    assert.equal(infoAnswer(path, { modelName: 'm', startMs: 0, isReady: true }).status, ready, path);
  }
});

test('the list of models names the model', () => {
  const { body } = infoAnswer('/v1/models', { modelName: 'm', startMs: 2500, isReady: true });
  assert.equal((body as { data: { id: string }[] }).data[0]?.id, 'm');
});
