import type { BoxState, BoxView, ForwardingState, Snapshot, Tile, TilesView } from '../../preload/contract/view.ts';

export function tile(value: number | null, why: string | null = null): Tile {
  return { value, above: null, why, history: [value] };
}

export function fakeTiles(over: Partial<TilesView> = {}): TilesView {
  return {
    ...{ kvCache: tile(0.5), running: tile(4), waiting: tile(0), maximum: tile(64), tokensOut: tile(100) },
    firstToken: { p50: tile(0.1), p95: tile(0.2) },
    ...{ betweenTokens: null, wholeRequest: null, tokensIn: null, requests: null, failures: null, preemptions: null },
    ...{ gpu: null, limits: { kvCache: 0.9, firstToken: 2, gpuTemperature: 85 } },
    ...over,
  };
}

export function fakeBox(state: BoxState, forwarding: ForwardingState = 'on', sentence = 'All is well.'): BoxView {
  return {
    ...{
      name: 'spark-01',
      nameAssumed: false,
      address: 'spark-01:8000',
      state,
      stateSinceMs: null,
      sentence,
      notes: [],
      models: ['meta/llama-3.1-8b-instruct'],
    },
    ...fakeTiles(),
    scrapes: { good: 3, failed: 0, lastGoodMs: 1 },
    targets: [],
    ...{ alerts: [], wishes: [], wishable: [] },
    forwarding: {
      ...{
        state: forwarding,
        reason: '',
        heldBy: null,
        endpoint: 'https://example.invalid',
        tokenStored: true,
        tokenGiven: null,
        refusals: [],
      },
      ledger: { produced: 0, delivered: 0, queued: 0, folded: 0, carried: 0, dropped: {}, skipped: {} },
    },
  };
}

export function fakeSnapshot(box: BoxView): Snapshot {
  return { takenAtMs: 1, state: box.state, network: null, demo: false, attached: null, boxes: [box], notes: [] };
}
