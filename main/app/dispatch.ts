import type { MonitorApi } from '../../preload/contract/api.ts';
import { parsers } from '../../preload/contract/parsers.ts';

/** Untrusted name and argument → a checked call. Throws on an unknown method or an argument that does not fit. */
export async function dispatch(api: MonitorApi, method: string, raw: unknown): Promise<unknown> {
  if (!isMethod(method)) throw new Error('no such method');
  const argument = parsers[method](raw);
  // Parser and method are of one name; the compiler does not tie them together over all names.
  const call = api[method] as (argument: unknown) => Promise<unknown>;
  return call(argument);
}

function isMethod(name: string): name is keyof typeof parsers {
  return Object.prototype.hasOwnProperty.call(parsers, name);
}
