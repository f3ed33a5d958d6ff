import type { Control } from '../control-server.ts';
import { numberField, wordField } from '../field-of.ts';
import { parseScrapeFault } from './scrape-fault.ts';
import type { Simulator } from './simulator-server.ts';

const ACTIONS = ['weather', 'clear', 'restart', 'label-set', 'hide', 'clock', 'refuse', 'progress'] as const;

/**
 * Commands for a simulator in another process, as `{ "do": … }`: `weather` with `fault` and, if it is to end by itself,
 * `times`; `clear`; `restart`; `label-set`; `hide` with `families`; `clock` with `offsetMs`, and `back: true` for one
 * that is behind; `refuse`; `progress`. Each answers with the progress.
 */
export function simulatorControl(simulator: Simulator): Control {
  return async (command) => {
    switch (wordField(command, 'do', ACTIONS)) {
      case 'weather':
        simulator.addWeather(parseScrapeFault(command['fault']), timesOf(command['times']));
        break;
      case 'clear':
        await simulator.clearWeather();
        break;
      case 'restart':
        simulator.restart();
        break;
      case 'label-set':
        simulator.addLabelSet();
        break;
      case 'hide':
        simulator.hide(familiesOf(command['families']));
        break;
      case 'clock':
        simulator.setClockOffset(numberField(command, 'offsetMs') * (command['back'] === true ? -1 : 1));
        break;
      case 'refuse':
        await simulator.refuse();
        break;
      case 'progress':
        break;
    }
    return simulator.progress();
  };
}

function timesOf(value: unknown): number | undefined {
  return value === undefined ? undefined : numberField({ times: value }, 'times');
}

function familiesOf(value: unknown): readonly string[] {
  if (Array.isArray(value) && value.every((name): name is string => typeof name === 'string')) return value;
  throw new Error('"families" takes a list of names.');
}
