import type { MonitorApi } from '../../../preload/contract/api.ts';
import type { Snapshot } from '../../../preload/contract/view.ts';
import { drawScreen, noticeLine } from './screen.ts';

const REDRAW_MS = 500;

/** Shows a running monitor: a table that is redrawn in place on a terminal, a JSON line per scrape in a pipe. Notices are told once. */
export function showMonitor(api: MonitorApi, output: NodeJS.WriteStream): () => void {
  return output.isTTY ? showTable(api, output) : showLines(api, output);
}

function showTable(api: MonitorApi, output: NodeJS.WriteStream): () => void {
  let drawnLines = 0;
  const draw = async (): Promise<void> => {
    const lines = drawScreen(await api.snapshot(undefined)).map((line) => line.slice(0, output.columns - 1));
    const back = drawnLines > 0 ? `\u001b[${String(drawnLines)}A` : '';
    output.write(`${back}${lines.map((line) => `${line}\u001b[K\n`).join('')}\u001b[J`);
    drawnLines = lines.length;
  };
  // Above the table, where it stays when the table is drawn again.
  const unlisten = api.on('notice', (notice) => {
    const back = drawnLines > 0 ? `\u001b[${String(drawnLines)}A` : '';
    output.write(`${back}\u001b[J${noticeLine(notice).slice(0, output.columns - 1)}\n`);
    drawnLines = 0;
    void draw();
  });
  const timer = setInterval(() => void draw(), REDRAW_MS);
  void draw();
  return () => {
    unlisten();
    clearInterval(timer);
    void draw();
  };
}

function showLines(api: MonitorApi, output: NodeJS.WriteStream): () => void {
  let shown = 0;
  const unlisten = api.on('notice', (notice) => {
    output.write(`${JSON.stringify({ time: new Date(notice.atMs).toISOString(), notice })}\n`);
  });
  const unfollow = api.on('snapshot', (snapshot) => {
    const scrapes = snapshot.boxes.reduce((sum, { scrapes: { good, failed } }) => sum + good + failed, 0);
    if (scrapes === shown) return;
    shown = scrapes;
    output.write(`${JSON.stringify(lineOf(snapshot))}\n`);
  });
  return () => {
    unlisten();
    unfollow();
  };
}

/** One JSON line: the newest values without their history. */
export function lineOf(snapshot: Snapshot): unknown {
  return {
    time: new Date(snapshot.takenAtMs).toISOString(),
    state: snapshot.state,
    network: snapshot.network,
    notes: snapshot.notes,
    boxes: snapshot.boxes.map((box) => ({
      name: box.name,
      address: box.address,
      state: box.state,
      sentence: box.sentence,
      notes: box.notes,
      models: box.models,
      kvCache: box.kvCache.value,
      running: box.running.value,
      waiting: box.waiting.value,
      maximum: box.maximum.value,
      firstTokenP50Seconds: box.firstToken.p50.value,
      firstTokenP95Seconds: box.firstToken.p95.value,
      tokensOutPerSecond: box.tokensOut.value,
      scrapes: box.scrapes,
      forwarding: { state: box.forwarding.state, reason: box.forwarding.reason, endpoint: box.forwarding.endpoint },
      ledger: box.forwarding.ledger,
      refusals: box.forwarding.refusals,
      alerts: box.alerts,
    })),
  };
}
