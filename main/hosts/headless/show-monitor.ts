import type { MonitorApi } from '../../../preload/contract/api.ts';
import type { Snapshot } from '../../../preload/contract/view.ts';
import { drawScreen } from './screen.ts';

const REDRAW_MS = 500;

/** Shows a running monitor: a table that is redrawn in place on a terminal, a JSON line per scrape in a pipe. */
export function showMonitor(api: MonitorApi, output: NodeJS.WriteStream): () => void {
  return output.isTTY ? showTable(api, output) : showLines(api, output);
}

function showTable(api: MonitorApi, output: NodeJS.WriteStream): () => void {
  let drawnLines = 0;
  const draw = async (): Promise<void> => {
    const lines = drawScreen(await api.snapshot(undefined)).map((line) => line.slice(0, output.columns - 1));
    const back = drawnLines > 0 ? `\u001b[${String(drawnLines)}A` : '';
    output.write(`${back}${lines.map((line) => `${line}\u001b[K\n`).join('')}`);
    drawnLines = lines.length;
  };
  const timer = setInterval(() => void draw(), REDRAW_MS);
  void draw();
  return () => {
    clearInterval(timer);
    void draw();
  };
}

function showLines(api: MonitorApi, output: NodeJS.WriteStream): () => void {
  let shown = 0;
  return api.on('snapshot', (snapshot) => {
    const scrapes = snapshot.boxes.reduce((sum, { scrapes: { good, failed } }) => sum + good + failed, 0);
    if (scrapes === shown) return;
    shown = scrapes;
    output.write(`${JSON.stringify(lineOf(snapshot))}\n`);
  });
}

/** One JSON line: the newest values without their history. */
export function lineOf(snapshot: Snapshot): unknown {
  return {
    time: new Date(snapshot.takenAtMs).toISOString(),
    state: snapshot.state,
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
    })),
  };
}
