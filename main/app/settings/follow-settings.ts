import { describeChanges } from '../config/describe-changes.ts';
import { watchFile } from '../config/watch-file.ts';
import type { SettingsBook } from './settings-book.ts';

/**
 * Rereads the file of a configuration each time somebody else has changed it, all or nothing, and tells in lines what that
 * changed or what is wrong with it. The returned function ends it.
 */
export function followSettings(settings: SettingsBook, tell: (lines: readonly string[]) => void): () => void {
  const { path } = settings;
  if (path === null) return () => undefined;
  return watchFile(path, settings.text, (text) => {
    // What the screen has written is known already.
    if (text === settings.text) return;
    if (text === undefined) {
      tell([`${path}: it cannot be read any more; what stood there goes on`]);
      return;
    }
    const before = settings.configuration;
    const errors = settings.reread(text);
    if (errors.length > 0) tell([`${path} has errors, so nothing of it was applied:`, ...errors.map(String)]);
    else tell([`${path}: ${describeChanges(before, settings.configuration)}`, ...settings.configuration.warnings]);
  });
}
