import type { SinkFault } from '../../main/demo/strict-sink/sink-fault.ts';
import type { Chance } from './chance.ts';
import type { Fault } from './fault.ts';
import { pause } from './wait.ts';

/** Meets a few requests, or a storm of them. */
function weather(name: string, faultOf: (chance: Chance) => SinkFault): Fault {
  return {
    name: `sink: ${name}`,
    strike: async (stage, chance) => {
      const fault = faultOf(chance);
      const times = chance.is(0.5) ? { times: chance.whole(1, 3) } : {};
      await stage.destination({ do: 'weather', fault, ...times });
      await pause(chance.between(500, 3000));
      await stage.destination({ do: 'clear' });
    },
  };
}

function status(code: number, counted = false): Fault {
  const name = `${code}${counted ? ' after it was counted' : ''}`;
  return weather(name, () => ({ kind: 'status', status: code, retryAfter: undefined, counted }));
}

/** `Retry-After` in seconds, as a date, or not at all. */
function busy(code: 429 | 503): Fault {
  return weather(`${code} storm`, (chance) => {
    const date = new Date(Date.now() + 1500).toUTCString();
    return { kind: 'status', status: code, retryAfter: chance.pick([undefined, '1', date]), counted: false };
  });
}

/** What can go wrong with the destination and the way there. */
export const SINK_FAULTS: readonly Fault[] = [
  weather('slow', (chance) => ({ kind: 'slow', delayMs: chance.between(200, 2000) })),
  busy(429),
  busy(503),
  status(502),
  status(502, true),
  status(504, true),
  status(401),
  status(403),
  status(404),
  status(400),
  status(500),
  status(413),
  weather('portal', () => ({ kind: 'portal', counted: false })),
  weather('portal after it was counted', () => ({ kind: 'portal', counted: true })),
  weather('redirect to a login', () => ({ kind: 'login' })),
  weather('reset during the request', (chance) => ({ kind: 'cut', at: 'request', afterBytes: chance.whole(0, 2000) })),
  weather('reset after the request', () => ({ kind: 'cut', at: 'read' })),
  weather('reset before the answer', () => ({ kind: 'cut', at: 'counted' })),
  weather('cut in the answer', () => ({ kind: 'cut', at: 'answer' })),
  weather('partial success', (chance) => ({
    kind: 'partial',
    metric: chance.pick(['request_success_total', 'e2e_request_latency_seconds', 'gpu_cache_usage_perc']),
  })),
  {
    name: 'sink: refused before accept',
    strike: async (stage, chance) => {
      await stage.destination({ do: 'refuse' });
      await pause(chance.between(500, 3000));
      await stage.destination({ do: 'clear' });
    },
  },
  {
    name: 'sink: SIGKILL',
    strike: (stage, chance) => stage.killSink(chance.between(0, 1500)),
  },
];
