import assert from 'node:assert/strict';
import test, { mock } from 'node:test';
import { lineOf, showMonitor } from '../../../../main/hosts/headless/show-monitor.ts';
import type { MonitorApi } from '../../../../preload/contract/api.ts';
import type { BoxView, NoticeView, Snapshot, Tile } from '../../../../preload/contract/view.ts';
import { settled } from '../../../fakes/clock.ts';
import { fakeTiles } from '../../../fakes/snapshot.ts';

const tile = (value: number | null): Tile => ({ value, above: null, why: null, history: [1, 2, 3] });
const LEDGER = { produced: 5, delivered: 4, queued: 1, folded: 0, carried: 0, dropped: {}, skipped: { baseline: 2 } };
const BOX: BoxView = {
  ...fakeTiles(),
  name: 'spark',
  nameAssumed: false,
  address: 'dgx-lab:8000',
  state: 'fine',
  stateSinceMs: null,
  sentence: 'Nobody is asking.',
  notes: [],
  targets: [],
  ...{ alerts: [], wishes: [], wishable: [] },
  models: ['m'],
  kvCache: tile(0.1),
  running: tile(2),
  waiting: tile(3),
  maximum: tile(4),
  firstToken: { p50: tile(5), p95: tile(null) },
  tokensOut: tile(7),
  scrapes: { good: 1, failed: 0, lastGoodMs: 9 },
  forwarding: {
    state: 'on',
    reason: '',
    heldBy: null,
    endpoint: 'https://abc.example',
    tokenStored: true,
    tokenGiven: null,
    ledger: LEDGER,
    refusals: [],
  },
};
const snapshot = (good: number, failed = 0, over: Partial<BoxView> = {}): Snapshot => ({
  takenAtMs: Date.parse('2026-11-24T05:00:00Z'),
  state: 'fine',
  network: null,
  demo: false,
  attached: null,
  notes: [],
  boxes: [{ ...BOX, ...over, scrapes: { good, failed, lastGoodMs: 9 } }],
});

/** A monitor that shows what it is told to, on an output that keeps what is written. */
function stage(isTTY: boolean, columns = 100) {
  let now = snapshot(1);
  const listeners = new Set<(value: Snapshot) => void>();
  const noticed = new Set<(value: NoticeView) => void>();
  const api = {
    snapshot: async () => now,
    on: (event: string, listener: (value: never) => void) => {
      const all: Set<(value: never) => void> = event === 'notice' ? noticed : listeners;
      all.add(listener);
      return () => all.delete(listener);
    },
  } as unknown as MonitorApi;
  const written: string[] = [];
  const output = { isTTY, columns, write: (text: string) => written.push(text) } as unknown as NodeJS.WriteStream;
  const tell = (next: Snapshot): void => {
    now = next;
    for (const listener of listeners) listener(next);
  };
  const notice = (value: NoticeView): void => {
    for (const listener of noticed) listener(value);
  };
  return { written, tell, notice, hide: showMonitor(api, output) };
}

test('in a pipe: one JSON line per scrape, good or failed, until it is hidden', () => {
  const { written, tell, hide } = stage(false);
  for (const next of [snapshot(0), snapshot(1), snapshot(1), snapshot(1, 1), snapshot(1, 1, { name: 'x' })]) tell(next);
  const lines = written.map((text) => JSON.parse(text) as { boxes: { scrapes: unknown }[] });
  assert.deepEqual(
    lines.map(({ boxes }) => boxes[0]?.scrapes),
    [
      { good: 1, failed: 0, lastGoodMs: 9 },
      { good: 1, failed: 1, lastGoodMs: 9 },
    ],
  );
  for (const text of written) assert.equal(text.indexOf('\n'), text.length - 1, 'one line');
  hide();
  tell(snapshot(2, 1));
  assert.equal(written.length, 2);
});

test('a JSON line has the newest values without their history, and no more of the destination than its address', () => {
  assert.deepEqual(lineOf(snapshot(1)), {
    time: '2026-11-24T05:00:00.000Z',
    state: 'fine',
    network: null,
    notes: [],
    boxes: [
      {
        name: 'spark',
        address: 'dgx-lab:8000',
        state: 'fine',
        sentence: 'Nobody is asking.',
        notes: [],
        models: ['m'],
        kvCache: 0.1,
        running: 2,
        waiting: 3,
        maximum: 4,
        firstTokenP50Seconds: 5,
        firstTokenP95Seconds: null,
        tokensOutPerSecond: 7,
        scrapes: { good: 1, failed: 0, lastGoodMs: 9 },
        forwarding: { state: 'on', reason: '', endpoint: 'https://abc.example' },
        ledger: LEDGER,
        refusals: [],
        alerts: [],
      },
    ],
  });
});

test('on a terminal: drawn at once, then in place, and once more when hidden', async () => {
  mock.timers.enable({ apis: ['setInterval'] });
  try {
    const { written, tell, hide } = stage(true);
    await settled();
    const [first = ''] = written;
    const rows = first.split('\n').length - 1;
    assert.ok(rows > 10);
    assert.ok(first.startsWith('\u001b[K\n  spark '), 'there is nothing to go back over');
    tell(snapshot(2, 0, { sentence: 'Changed.' }));
    assert.equal(written.length, 1, 'not on every change');
    mock.timers.tick(500);
    await settled();
    assert.equal(written.length, 2);
    assert.ok(written[1]?.startsWith(`\u001b[${String(rows)}A`), 'back to the first row');
    assert.ok(written[1]?.includes('  Changed.\u001b[K\n'), 'and the rest of the row is cleared');
    hide();
    await settled();
    mock.timers.tick(5_000);
    await settled();
    assert.equal(written.length, 3);
  } finally {
    mock.timers.reset();
  }
});

test('on a narrow terminal no row wraps', async () => {
  mock.timers.enable({ apis: ['setInterval'] });
  try {
    const { written, hide } = stage(true, 20);
    await settled();
    hide();
    const rows = (written[0] ?? '').split('\u001b[K\n').slice(0, -1);
    assert.ok(rows.length > 10);
    assert.equal(Math.max(...rows.map((row) => row.length)), 19);
  } finally {
    await settled();
    mock.timers.reset();
  }
});

const NOTICE: NoticeView = {
  ...{ atMs: Date.parse('2026-11-24T05:00:00Z'), kind: 'fired', box: 'spark', rule: 'gpu_hot', target: null },
  ...{ severity: 'warning', title: 'spark: GPU hot', text: 'A GPU is at 88 °C.' },
};

test('in a pipe a notice is a line of its own, once', () => {
  const { written, notice, hide } = stage(false);
  notice(NOTICE);
  hide();
  notice(NOTICE);
  assert.deepEqual(written, [`${JSON.stringify({ time: '2026-11-24T05:00:00.000Z', notice: NOTICE })}\n`]);
});

test('on a terminal a notice takes the place of the table, which is drawn again below it', async () => {
  const { written, notice, hide } = stage(true);
  await settled();
  const rows = (written[0] ?? '').split('\n').length - 1;
  notice(NOTICE);
  await settled();
  hide();
  await settled();
  assert.ok(written[1]?.startsWith(`\u001b[${String(rows)}A\u001b[J  ! `), 'from the first row of the table');
  assert.ok(written[1]?.endsWith('spark: GPU hot: A GPU is at 88 °C.\n'));
  assert.ok(written[2]?.startsWith('\u001b[K\n  spark '), 'and nothing to go back over');
});
