import assert from 'node:assert/strict';
import test from 'node:test';
import { FLOWING } from '../../../../main/app/forwarding-view.ts';
import { NO_PAST } from '../../../../main/app/sentences/target-past.ts';
import { addressAmong, addressOf, boxNowOf, targetNow } from '../../../../main/app/watch/box-now-of.ts';
import { FakeTarget } from './fake-target.ts';

const ABOUT = { nowMs: 5, name: 'dgx', forwarding: FLOWING, networkTrouble: undefined };

test('a target with its past, its address and the time that a scrape may take', () => {
  const target = new FakeTarget('dgx', 'dgx', 9400);
  const past = { ...NO_PAST, failedInARow: 3 };
  const now = targetNow(target, past);
  assert.deepEqual(now, { address: 'dgx:9400', state: target.state, past, timeoutMs: target.settings.scrapeTimeoutMs });
  assert.equal(addressOf(target.settings), 'dgx:9400');
});

test('a signal is that of the first target that knows it, with the interval of that target', () => {
  const [nim, dcgm] = [new FakeTarget('dgx', 'dgx'), new FakeTarget('dgx', 'dgx', 9400, 30_000)];
  nim.good({ running: 2 });
  dcgm.good({ gpuTemperature: 60, running: 9 });
  const { signal } = boxNowOf({ ...ABOUT, targets: [nim, dcgm], pastOf: () => NO_PAST });
  assert.deepEqual([signal('running').value, signal('running').intervalMs], [2, 10_000]);
  assert.deepEqual([signal('gpuTemperature').value, signal('gpuTemperature').intervalMs], [60, 30_000]);
});

test('where nobody knows it, it is said why: a failed scrape before a metric that is not there', () => {
  const [nim, dcgm] = [new FakeTarget('dgx', 'dgx'), new FakeTarget('dgx', 'dgx', 9400)];
  nim.good();
  dcgm.fail('no answer');
  const { signal } = boxNowOf({ ...ABOUT, targets: [nim, dcgm], pastOf: () => NO_PAST });
  assert.equal(signal('xid').why, 'no_scrape');
  assert.equal(boxNowOf({ ...ABOUT, targets: [nim], pastOf: () => NO_PAST }).signal('xid').why, 'no_family');
});

test('each signal is looked up once', () => {
  let asked = 0;
  const target = new FakeTarget('dgx', 'dgx');
  const counting = { settings: target.settings, state: target.state, signal: (id: string) => {
    asked += 1;
    return target.signal(id);
  } }; // prettier-ignore
  const { signal } = boxNowOf({ ...ABOUT, targets: [counting], pastOf: () => NO_PAST });
  signal('running');
  signal('running');
  assert.equal(asked, 1);
});

test('the past of a signal is read when somebody asks for it, not before', () => {
  let read = 0;
  const target = new FakeTarget('dgx', 'dgx');
  target.good({ running: 2 });
  const lazy = { settings: target.settings, state: target.state, signal: (id: string) => {
    const { value, above, why, families, history } = target.signal(id);
    return { value, above, why, families, get history() {
      read += 1;
      return history;
    } };
  } }; // prettier-ignore
  const { signal } = boxNowOf({ ...ABOUT, targets: [lazy], pastOf: () => NO_PAST });
  assert.equal(signal('running').value, 2);
  assert.equal(read, 0);
  assert.deepEqual(signal('running').history, [2]);
});

test('targets that share an address are told apart by their paths', () => {
  const at = (path: string | undefined, port = 8000) => {
    const target = new FakeTarget('dgx', 'dgx', port);
    const settings = { ...target.settings, address: { ...target.settings.address, path } };
    return { settings, state: target.state, signal: (id: string) => target.signal(id) };
  };
  const [a, b, c] = [at('/a/metrics'), at('/b/metrics'), at('/a/metrics', 9400)];
  assert.deepEqual(
    [a, b, c].map((target) => addressAmong([a, b, c], target)),
    ['dgx:8000/a/metrics', 'dgx:8000/b/metrics', 'dgx:9400'],
  );
});
