import type { Control } from '../control-server.ts';
import { numberField, wordField } from '../field-of.ts';
import { parseSinkFault } from './sink-fault.ts';
import type { Sink } from './sink-server.ts';

const ACTIONS = ['weather', 'clear', 'refuse', 'report'] as const;

/**
 * Commands for a sink in another process, as `{ "do": … }`: `weather` with `fault` and, if it is to end by itself,
 * `times`; `clear`; `refuse`; `report`, which answers with the report. The others answer with nothing.
 */
export function sinkControl(sink: Sink): Control {
  return async (command): Promise<unknown> => {
    switch (wordField(command, 'do', ACTIONS)) {
      case 'weather': {
        const times = command['times'] === undefined ? undefined : numberField(command, 'times');
        sink.addWeather(parseSinkFault(command['fault']), times);
        return undefined;
      }
      case 'clear':
        await sink.clearWeather();
        return undefined;
      case 'refuse':
        await sink.refuse();
        return undefined;
      case 'report':
        return sink.report();
    }
  };
}
