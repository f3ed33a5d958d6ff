import type { MonitorApi } from '../../preload/contract/api.ts';
import { dispatch } from './dispatch.ts';

/** Far above what any method takes but one: a token, an address, a rule. */
export const MOST_ARGUMENT_CHARS = 65_536;
/** The one that takes the text of a configuration. */
const MOST_SETTINGS_CHARS = 262_144;

/**
 * One call of a screen, whatever carried it: a method of the contract, with an argument that fits. Rejects with the same
 * words whatever was wrong: the argument may hold a token, and an error could quote it.
 */
export async function answerCall(api: MonitorApi, method: unknown, argument: unknown): Promise<unknown> {
  try {
    if (typeof method !== 'string') throw new Error('method is not a string');
    if (JSON.stringify([argument]).length > mostChars(method)) throw new Error('argument too large');
    return await dispatch(api, method, argument);
  } catch {
    throw new Error('This call was refused.');
  }
}

function mostChars(method: string): number {
  return method === 'replaceSettings' ? MOST_SETTINGS_CHARS : MOST_ARGUMENT_CHARS;
}
