import { listenOnLoopback } from '../loopback-server.ts';
import type { ScrapeFault } from './scrape-fault.ts';
import { SimulatedNim } from './simulated-nim.ts';
import type { Progress, SimulatorOptions } from './simulator-options.ts';
import type { Truth } from './truth.ts';

export interface Simulator {
  readonly url: string;
  readonly port: number;
  /** A new process: zero counters, a later start, loading at first. */
  restart(): void;
  /** The next metrics answer breaks off in its body. */
  loseNextScrape(): void;
  /** From the next scrape on, `request_finish_total` also has `finished_reason="abort"`. */
  addLabelSet(): void;
  /** What is wrong with the next `times` metrics answers; with every one until `clearWeather` when it is left out. */
  addWeather(fault: ScrapeFault, times?: number): void;
  /** All is well again: no faults, all families shown, the listener open. The clock stays as it is. */
  clearWeather(): Promise<void>;
  /** These families vanish from the page, and count on unseen; those that are not named come back. */
  hide(families: readonly string[]): void;
  /** From now on the box's clock differs so much from the caller's, in ms. The start of the running process stays. */
  setClockOffset(offsetMs: number): void;
  /** From now on so much is asked of it, as `load` in the options. */
  setLoad(load: number): void;
  /** Nobody listens: connections are cut and refused until `clearWeather`. */
  refuse(): Promise<void>;
  progress(): Progress;
  truth(): Truth;
  close(): Promise<void>;
}

/** Starts a simulated NIM on 127.0.0.1. Rejects with a sentence when the port is taken. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const machine = new SimulatedNim(options);
  try {
    const server = await listenOnLoopback('The simulated NIM', options.port ?? 0, (request, response) => {
      machine.answer(request, response);
    });
    return {
      url: server.url,
      port: server.port,
      restart: () => machine.restart(),
      loseNextScrape: () => machine.addWeather({ kind: 'truncated', how: 'length' }, 1),
      addLabelSet: () => machine.addLabelSet(),
      addWeather: (fault, times) => machine.addWeather(fault, times),
      clearWeather: async () => {
        machine.clearWeather();
        await server.accept();
      },
      hide: (families) => machine.hide(families),
      setClockOffset: (offsetMs) => machine.setClockOffset(offsetMs),
      setLoad: (load) => machine.setLoad(load),
      refuse: () => server.refuse(),
      progress: () => machine.progress(),
      truth: () => machine.truth(),
      close: async () => {
        await server.close();
        machine.close();
      },
    };
  } catch (error) {
    machine.close();
    throw error;
  }
}
