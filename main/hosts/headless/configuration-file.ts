import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import type { Configuration } from '../../app/config/configuration.ts';
import { readConfiguration } from '../../app/config/read-configuration.ts';
import { md5 } from '../../app/hashes.ts';
import { unreadable } from '../../app/unreadable.ts';

/** A configuration, or each error as a line for the user. */
export type FileConfiguration =
  | { readonly ok: true; readonly configuration: Configuration }
  | { readonly ok: false; readonly errors: readonly string[] };

/** Reads a configuration file of ours or of the Collector. Never rejects. */
export async function readConfigurationFile(file: string): Promise<FileConfiguration> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    return { ok: false, errors: [`${file}: ${unreadable(error)}`] };
  }
  const result = readConfiguration(text, file, { environment: process.env, computerName: hostname(), md5 });
  return result.ok
    ? { ok: true, configuration: result.configuration }
    : { ok: false, errors: result.errors.map(String) };
}
