import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';
import { parse } from 'yaml';

/**
 * Sets the fuses as fuses.yml says, those that this binary has: an Electron below 45 may lack the last ones. `path` is the
 * program, or the `.app`.
 */
export async function setFuses(path, { resetAdHocDarwinSignature }) {
  const fuses = parse(readFileSync(join(import.meta.dirname, 'fuses.yml'), 'utf8'));
  const present = await getCurrentFuseWire(path);
  const settings = Object.entries(fuses).map(([name, on]) => [FuseV1Options[name], on]);
  await flipFuses(path, {
    version: FuseVersion.V1,
    resetAdHocDarwinSignature,
    ...Object.fromEntries(settings.filter(([fuse]) => present[fuse] !== undefined)),
  });
}
