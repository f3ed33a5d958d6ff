import assert from 'node:assert/strict';
import { readConfiguration } from '../../main/app/config/read-configuration.ts';
import { md5 } from '../../main/app/hashes.ts';
import { SettingsBook } from '../../main/app/settings/settings-book.ts';

/** A book in memory that begins with this text, on a computer called spark-01. */
export function fakeBook(text: string): SettingsBook {
  const around = { environment: {}, computerName: 'spark-01', md5, mayLackTargets: true };
  const opened = SettingsBook.open(
    {
      path: null,
      read: (read) => readConfiguration(read, 'nim-glance.yaml', around),
      write: () => undefined,
    },
    text,
  );
  assert.ok(opened.ok, JSON.stringify(opened));
  return opened.book;
}
