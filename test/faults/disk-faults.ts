import { tests, type Fault } from './fault.ts';

const OUTBOX = 'main/core/outbox';
const FILE = `${OUTBOX}/ledger-file.test.ts`;
const DAMAGE = `${OUTBOX}/sqlite-errors.test.ts`;

/** What a disk does. */
export const DISK_FAULTS: readonly Fault[] = [
  {
    number: 26,
    fault: 'killed at any write or sync',
    tests: [
      ...tests(
        FILE,
        'SIGKILL at a write',
        'SIGKILL at a sync',
        'at any moment: what is counted is on its way exactly once',
      ),
      ...tests(`${OUTBOX}/ledger.property.test.ts`, 'whatever happens, everything counted is somewhere (${name})'),
      ...tests('torture/program-faults.ts', 'program: SIGKILL'),
    ],
    left: 'a power cut, which also loses what the system has not written yet: SQLite’s synchronous=FULL is trusted',
  },
  {
    number: 27,
    fault: 'the end of the file is missing',
    tests: [
      ...tests(
        'faults/failing-files.test.ts',
        'a torn end of the log: the newest ticks are gone whole, and the rest stays',
      ),
      ...tests(DAMAGE, 'a torn end', 'nothing but a header'),
    ],
    left: 'of a torn database, unlike of a torn log, the whole is set aside and not only its end',
  },
  {
    number: 28,
    fault: 'a changed bit anywhere',
    tests: [
      ...tests(DAMAGE, 'flipped bytes', 'lost pages', 'found while it runs: set aside, and it goes on anew'),
      ...tests(`${OUTBOX}/ledger-tables.test.ts`, 'a changed body is not handed out'),
      ...tests(`${OUTBOX}/fold.test.ts`, 'a damaged request is not folded but given up, and said'),
    ],
  },
  {
    number: 29,
    fault: 'the disk is full',
    tests: [
      ...tests(
        FILE,
        'full: nothing advances; with room again it goes on',
        'a disk that is full for a while',
        'full from the start: refused as something that passes, and it does',
      ),
      ...tests(
        'main/hosts/headless/wait-for-room.test.ts',
        'a full disk is told once and tried again until there is room',
      ),
      ...tests(
        `${OUTBOX}/ledger-outbox.test.ts`,
        'without a disk nothing advances, gauges of that time are counted later',
      ),
      ...tests(`${OUTBOX}/settle.test.ts`, 'what cannot be stored is kept and done before anything else'),
      ...tests('main/app/readiness.test.ts', 'a store that cannot be written is a reason, with its words'),
      ...tests('torture/program-faults.ts', 'program: disk full', 'program: SIGKILL while the disk is full'),
    ],
  },
  {
    number: 30,
    fault: 'a sync fails',
    tests: tests(FILE, 'a sync that fails', 'a disk that fails for a while'),
    left: 'a system that forgets the unwritten pages after it: what SQLite makes of the error is trusted',
  },
  {
    number: 31,
    fault: 'the folder cannot be written',
    tests: [
      ...tests(FILE, 'a folder that cannot be made is refused in words'),
      ...tests('main/core/open-outbox.test.ts', 'a folder that cannot be one is refused in words'),
      ...tests('faults/failing-files.test.ts', 'a disk that turns read-only for a while'),
    ],
    left: 'by design it does not begin without its folder, instead of counting what nobody keeps',
  },
  {
    number: 32,
    fault: 'too many open files',
    tests: [
      ...tests('main/core/scrape/failure-words.test.ts', 'EMFILE'),
      ...tests('faults/failing-files.test.ts', 'too many open files: scrapes fail in words, and afterwards go on'),
    ],
  },
  {
    number: 33,
    fault: 'a week without the destination',
    tests: [
      ...tests(
        `${OUTBOX}/fold.test.ts`,
        'what is too old is added up by series; gauges expire',
        'too many bytes fold the oldest, gauges are evicted',
        'what may not be folded is given up before fresh data, the oldest first, never what is in flight',
        'a carry that nobody joins goes out alone, over its whole time',
      ),
      ...tests(FILE, 'become smaller again after a backlog'),
      ...tests('torture/program-faults.ts', 'program: days offline'),
    ],
  },
  {
    number: 34,
    fault: 'state of a newer version',
    tests: [
      ...tests(
        `${OUTBOX}/ledger-schema.test.ts`,
        'a newer one is refused with a way out, and nothing is touched',
        'an older ledger is brought to the newest version, and what is in it stays',
      ),
      ...tests('main/core/stored-ledger.test.ts', 'a newer or a damaged ledger is left as it is'),
      ...tests(
        'main/hosts/headless/queue-command.test.ts',
        'a ledger of a newer version: words with a way out, exit 1',
      ),
    ],
  },
  {
    number: 35,
    fault: 'a part of the state is missing, or an index does not fit',
    tests: [
      ...tests(DAMAGE, 'a page of zeros', 'found while it runs on a disk that is away: it goes on when that is back'),
      ...tests(
        `${OUTBOX}/unpack-ledger.test.ts`,
        'baselines that cannot be read are left out with a notice; what is forwarded stays',
      ),
    ],
    left: 'there are no segments that could go missing, and nothing is built again by a scan: a file that cannot be read is set aside',
  },
];
