import type { ScrapeFault } from '../../main/demo/nim-simulator/scrape-fault.ts';
import type { Fault } from './fault.ts';
import { INTERVAL_MS } from './stage.ts';
import { pause } from './wait.ts';

/** Spoils a few scrapes. */
function weather(name: string, fault: ScrapeFault): Fault {
  return {
    name: `target: ${name}`,
    strike: async (stage, chance) => {
      const times = chance.whole(1, 3);
      await stage.target({ do: 'weather', fault, times });
      await pause(times * INTERVAL_MS);
    },
  };
}

const FAMILIES = [
  'prompt_tokens_total',
  'generation_tokens_total',
  'request_finish_total',
  'request_success_total',
  'e2e_request_latency_seconds',
  'time_to_first_token_seconds',
  'num_requests_running',
];

/** What can go wrong with the target, its computer included. */
export const TARGET_FAULTS: readonly Fault[] = [
  weather('slow', { kind: 'slow', delayMs: INTERVAL_MS / 5 }),
  weather('too slow', { kind: 'slow', delayMs: INTERVAL_MS * 3 }),
  weather('drip', { kind: 'drip', overMs: INTERVAL_MS / 5 }),
  weather('401', { kind: 'status', status: 401 }),
  weather('403', { kind: 'status', status: 403 }),
  weather('500', { kind: 'status', status: 500 }),
  weather('503', { kind: 'status', status: 503 }),
  weather('login page', { kind: 'html' }),
  weather('empty answer', { kind: 'empty' }),
  weather('garbage', { kind: 'garbage' }),
  weather('endless answer', { kind: 'endless' }),
  weather('reset before the answer', { kind: 'reset', at: 'head' }),
  weather('reset in the answer', { kind: 'reset', at: 'body' }),
  weather('truncated by length', { kind: 'truncated', how: 'length' }),
  weather('truncated chunks', { kind: 'truncated', how: 'chunked' }),
  weather('truncated gzip', { kind: 'truncated', how: 'gzip' }),
  {
    name: 'target: refused before accept',
    strike: async (stage, chance) => {
      await stage.target({ do: 'refuse' });
      await pause(chance.between(200, 1500));
      await stage.target({ do: 'clear' });
    },
  },
  {
    name: 'target: restart',
    strike: (stage) => stage.endLife(() => stage.target({ do: 'restart' })),
  },
  {
    name: 'target: SIGKILL',
    strike: (stage, chance) => stage.endLife(() => stage.killSimulator(chance.between(0, 1000))),
  },
  {
    name: 'target: series vanish and return',
    strike: async (stage, chance) => {
      await stage.target({ do: 'hide', families: chance.shuffled(FAMILIES).slice(0, chance.whole(1, 3)) });
      await pause(chance.between(1, 5) * INTERVAL_MS);
      if (chance.is(0.8)) await stage.target({ do: 'clear' });
    },
  },
  {
    name: 'target: new label set',
    strike: async (stage) => {
      await stage.target({ do: 'label-set' });
      // A series whose first sight falls into a clock jump is a baseline.
      await stage.seen();
    },
  },
  {
    name: 'target: clock jump',
    strike: async (stage, chance) => {
      await stage.seen();
      await stage.setTargetClock(chance.between(-7200, 7200));
      await stage.seen();
    },
  },
];
