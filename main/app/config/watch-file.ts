import { unwatchFile, watch, watchFile as pollFile, type FSWatcher } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { watchConfiguration } from './watch-configuration.ts';
import { systemClock } from '../system-clock.ts';

/** Where the system cannot watch (network drives, too many watches), its time is looked at this often. */
const POLL_MS = 2_000;

/**
 * Calls `onChange` after each change of the file's text, also when another file took its place or it is gone.
 * `text` is what the caller read: a change between that reading and this call counts. The returned function ends it.
 */
export function watchFile(
  file: string,
  text: string | undefined,
  onChange: (text: string | undefined) => void,
): () => void {
  return watchConfiguration(file, text, { clock: systemClock, read: readText, hint: hintsOf }, onChange);
}

async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    // Whoever reads it next says why it cannot be read.
    return undefined;
  }
}

/** The folder is watched, not the file: editors replace files, and a watch would stay with the old one. */
function hintsOf(file: string, onHint: () => void): () => void {
  const watcher = watchFolder(file, onHint);
  // Follows symbolic links, whose targets may lie in other folders.
  pollFile(file, { interval: POLL_MS, persistent: false }, onHint);
  // It may have changed before anybody watched.
  onHint();
  return () => {
    watcher?.close();
    unwatchFile(file, onHint);
  };
}

function watchFolder(file: string, onHint: () => void): FSWatcher | undefined {
  const name = basename(file);
  try {
    const watcher = watch(dirname(file), { persistent: false }, (_, changed) => {
      if (changed === null || changed === name) onHint();
    });
    // Polling goes on.
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch {
    return undefined;
  }
}
