import assert from 'node:assert/strict';
import test from 'node:test';
import { EventLog } from '../../../../main/demo/nim-simulator/event-log.ts';
import { beginLife } from '../../../../main/demo/nim-simulator/simulated-life.ts';

const OPTIONS = { modelName: 'm', seed: 1, timeScale: 4, load: () => 1, startMs: 500, readyAtMs: 10_000, warmUpMs: 0 };
const tokens = (text: string): number => Number(/^generation_tokens_total\S+ (\d+)$/m.exec(text)?.[1]);

test('nothing happens before it is ready; then page and log agree', async () => {
  const log = new EventLog({ modelName: 'm' });
  const life = beginLife({ ...OPTIONS, log });
  assert.equal(life.isReady(9_999), false);
  assert.equal(life.isReady(10_000), true);
  life.advance(10_000);
  assert.equal(tokens(await life.render()), 0);
  log.settle(log.ask(), life.number, true);
  life.advance(15_000);
  const shown = tokens(await life.render());
  assert.ok(shown > 5_000, `${shown}`);
  log.settle(log.ask(), life.number, true);
  assert.deepEqual(log.truth().series.get('generation_tokens_total{model_name="m"}'), { kind: 'sum', value: shown });
});

test('a warmed-up life starts with counters that are not zero', async () => {
  const life = beginLife({ ...OPTIONS, warmUpMs: 30_000, log: new EventLog({ modelName: 'm' }) });
  const atBirth = tokens(await life.render());
  assert.ok(atBirth > 1_000);
  life.advance(11_000);
  assert.ok(tokens(await life.render()) > atBirth);
});

test('a night of silence is not caught up with', async () => {
  const grownOver = async (ms: number): Promise<number> => {
    const life = beginLife({ ...OPTIONS, log: new EventLog({ modelName: 'm' }) });
    life.advance(OPTIONS.readyAtMs + ms);
    return tokens(await life.render());
  };
  const tenMinutes = await grownOver(150_000);
  assert.ok(tenMinutes > 500_000);
  assert.equal(await grownOver(8 * 3_600_000), tenMinutes);
});
