import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExpositionFormat } from '../../main/core/model/exposition.ts';

const FOLDER = join(import.meta.dirname, '../../../shared/fixtures/expositions');
const NO_EXPOSITION = /\.(?:md|json)$/;

/** The reason for which a test over the fixtures is skipped; false when they are there. */
export const noFixtures: string | false = !existsSync(FOLDER) && 'no ../shared/fixtures beside the clone';

/** Every exposition among the fixtures, as a path below their folder, sorted; none when the fixtures are absent. */
export function fixtureNames(): readonly string[] {
  if (noFixtures !== false) return [];
  return readdirSync(FOLDER, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !NO_EXPOSITION.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(FOLDER.length + 1))
    .sort();
}

/** The bytes of one fixture. */
export function fixtureBytes(name: string): Uint8Array {
  return readFileSync(join(FOLDER, name));
}

/** The format of a text whose sender is not there to ask: OpenMetrics ends in `# EOF`. */
export function formatOf(body: Uint8Array): ExpositionFormat {
  return new TextDecoder().decode(body).trimEnd().endsWith('# EOF') ? 'openmetrics' : 'text';
}
