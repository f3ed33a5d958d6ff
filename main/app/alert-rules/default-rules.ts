import type { AlertRule, Comparison, Measure } from '../../core/model/alert.ts';
import type { SignalId } from '../dialects/signals.ts';
import type { FactId } from './readings.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

type Known = SignalId | FactId;

const COMMON = {
  clearForMs: 2 * MINUTE_MS,
  windowMs: MINUTE_MS,
  noData: 'hold',
  severity: 'warning',
  scope: 'box',
  boxes: 'all',
  quietHours: [],
  repeatMs: 15 * MINUTE_MS,
} as const;

/**
 * What is watched unless the user says otherwise. Thresholds and times are the product's own ("Alerts and tell me
 * when"), with the clear thresholds at the next lower step of the public dashboards where these have one.
 */
export const DEFAULT_RULES: readonly (AlertRule & { readonly id: DefaultRuleId })[] = [
  {
    ...COMMON,
    id: 'cache_full',
    // Dashboards turn red above 80 %. A full cache alone is a well used one: it hurts when requests wait for it.
    when: {
      kind: 'all',
      parts: [
        above(latest('kvCache'), 0.9, 0.8),
        { kind: 'any', parts: [above(latest('waiting'), 0, 0), above(latest('preemptions'), 0, 0)] },
      ],
    },
    forMs: 2 * MINUTE_MS,
  },
  {
    ...COMMON,
    id: 'queue_grows',
    // The window is the time for which it has to grow: by three requests or more, so that one peak is no growth.
    when: above({ kind: 'rise', signal: known('waiting') }, 2, 0),
    windowMs: 2 * MINUTE_MS,
    forMs: 0,
  },
  {
    ...COMMON,
    id: 'first_token_slow',
    when: above(latest('firstTokenP95'), 2, 1.5),
    forMs: 5 * MINUTE_MS,
    // Where nobody asks, nobody waits.
    noData: 'clear',
  },
  {
    ...COMMON,
    id: 'requests_fail',
    when: above({ kind: 'share', signal: known('failures'), per: known('requests'), least: 20 }, 0.01, 0.005),
    windowMs: 5 * MINUTE_MS,
    forMs: 5 * MINUTE_MS,
    noData: 'clear',
    severity: 'critical',
  },
  {
    ...COMMON,
    id: 'box_down',
    when: below(latest('answers'), 1, 1),
    forMs: 30 * SECOND_MS,
    clearForMs: 30 * SECOND_MS,
    severity: 'critical',
  },
  {
    ...COMMON,
    id: 'scrapes_fail',
    // More than half of five minutes.
    when: below({ kind: 'mean', signal: known('scrapeGood') }, 0.5, 0.9),
    windowMs: 5 * MINUTE_MS,
    forMs: 0,
    scope: 'target',
  },
  {
    ...COMMON,
    id: 'forwarding_stuck',
    when: above(latest('forwardingBlocked'), 0, 0),
    forMs: 10 * MINUTE_MS,
    clearForMs: MINUTE_MS,
  },
  {
    ...COMMON,
    id: 'gpu_hot',
    // Dashboards: yellow from 70 °C, red from 85 °C.
    when: above(latest('gpuTemperature'), 85, 80),
    forMs: 2 * MINUTE_MS,
  },
  {
    ...COMMON,
    id: 'xid',
    // A code that changes is an event: it fires at once, and stays for ten minutes to be seen.
    when: above({ kind: 'change', signal: known('xid') }, 0, 0),
    windowMs: 10 * MINUTE_MS,
    forMs: 0,
    clearForMs: 0,
    severity: 'critical',
    repeatMs: 0,
  },
];

export type DefaultRuleId =
  | 'cache_full'
  | 'queue_grows'
  | 'first_token_slow'
  | 'requests_fail'
  | 'box_down'
  | 'scrapes_fail'
  | 'forwarding_stuck'
  | 'gpu_hot'
  | 'xid';

function known(signal: Known): string {
  return signal;
}

function latest(signal: Known): Measure {
  return { kind: 'latest', signal };
}

function above(of: Measure, threshold: number, clear: number): Comparison {
  return { kind: 'above', of, threshold, clear };
}

function below(of: Measure, threshold: number, clear: number): Comparison {
  return { kind: 'below', of, threshold, clear };
}
