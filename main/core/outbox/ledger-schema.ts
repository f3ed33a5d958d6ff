/**
 * The ledger's tables, step by step: the first entry makes version 1, each further one the next. Never change an entry
 * that was released; add one. What is not a blob is JSON or plain text; `crc` is the CRC-32 of the column before it,
 * because SQLite does not notice when the disk gives back other bytes than it was given.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE layouts (target TEXT PRIMARY KEY, layout TEXT NOT NULL, crc INTEGER NOT NULL) STRICT;
  CREATE TABLE numbers (target TEXT PRIMARY KEY, numbers BLOB NOT NULL, crc INTEGER NOT NULL) STRICT;
  CREATE TABLE forwarding (target TEXT PRIMARY KEY, forwarding TEXT NOT NULL, crc INTEGER NOT NULL) STRICT;
  CREATE TABLE requests (id INTEGER PRIMARY KEY, record TEXT NOT NULL, crc INTEGER NOT NULL) STRICT;
  CREATE TABLE bodies (id INTEGER PRIMARY KEY, body BLOB NOT NULL, crc INTEGER NOT NULL) STRICT;
  CREATE TABLE accounts (
    destination TEXT NOT NULL, box TEXT NOT NULL, counts TEXT NOT NULL, crc INTEGER NOT NULL,
    PRIMARY KEY (destination, box)
  ) STRICT;
  CREATE TABLE carries (
    destination TEXT NOT NULL, box TEXT NOT NULL, carries TEXT NOT NULL, crc INTEGER NOT NULL,
    PRIMARY KEY (destination, box)
  ) STRICT;
  CREATE TABLE duplicates (id INTEGER PRIMARY KEY, duplicate TEXT NOT NULL, crc INTEGER NOT NULL) STRICT;
  CREATE TABLE holder (one INTEGER PRIMARY KEY CHECK (one = 1), holder TEXT NOT NULL) STRICT;
  `,
];
