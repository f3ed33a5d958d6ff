import type { MonitorApi, Queries } from '../../preload/contract/api.ts';
import { parsers } from '../../preload/contract/parsers.ts';

/** A monitor that does what it is given, and refuses all else. */
export function fakeApi(given: Partial<MonitorApi>): MonitorApi {
  const refused = (method: string) => () => Promise.reject(new Error(`${method} was not expected`));
  const methods = Object.keys(parsers).map((method) => [method, refused(method)]);
  const rest = Object.fromEntries(methods) as { [K in keyof Queries]: () => Promise<never> };
  return { on: () => () => undefined, ...rest, ...given };
}
