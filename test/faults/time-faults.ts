import { tests, type Fault } from './fault.ts';

const DELTA = 'main/core/delta';
const TRACK = `${DELTA}/track-target.test.ts`;
const OUTBOX = 'main/core/outbox';
const BY_TORTURE = 'on the whole program only by `npm run torture`';

/** Clocks, sleep and restarts. */
export const TIME_FAULTS: readonly Fault[] = [
  {
    number: 15,
    fault: 'the wall clock is set back by hours',
    tests: [
      ...tests(
        'main/core/deliver/delivery-loop.test.ts',
        'waits follow the monotonic clock, and the time that is told follows the wall clock',
      ),
      ...tests(
        'main/core/point-clock.test.ts',
        'a minute ahead is the most; further back, times start afresh, and that is told once',
        'whatever the clock does, times go back only where it is told, and are at most a minute ahead',
      ),
      ...tests(`${OUTBOX}/fold.test.ts`, 'a clock that was set back does not keep a carry for ever'),
      ...tests('main/app/facts-metrics.test.ts', 'a clock that was set back makes no negative age'),
      ...tests('main/core/history/history.test.ts', 'a clock that is set back brings no minute twice'),
      ...tests('torture/program-faults.ts', 'program: clock jump'),
    ],
    left: BY_TORTURE,
  },
  {
    number: 16,
    fault: 'the wall clock is set ahead by hours',
    tests: [
      ...tests(
        'main/core/alerts/evaluate.test.ts',
        'sleep does not count, and nothing fires right after it',
        'nor in the first interval after sleep',
      ),
      ...tests(`${OUTBOX}/fold.test.ts`, 'what is too old is added up by series; gauges expire'),
      ...tests('torture/program-faults.ts', 'program: clock jump'),
    ],
    left: `what waits is believed to be too old at once: no count is lost by that, but its gauges are; ${BY_TORTURE}`,
  },
  {
    number: 17,
    fault: 'the computer sleeps: the wall clock goes on, the monotonic one does not',
    tests: [
      ...tests(
        TRACK,
        'unknown: a gap of more than 7 d',
        'same process: a gap of 8 d is one delta',
        'on_gap: drop skips what is longer',
      ),
      ...tests('main/core/alerts/evaluate.test.ts', 'sleep does not count, and nothing fires right after it'),
      ...tests('main/core/deliver/delivery-loop.test.ts', 'another network, or waking up, ends every wait'),
      ...tests(
        `${OUTBOX}/fold.test.ts`,
        'after a long sleep it takes several ticks, and what is too old is not sent meanwhile',
      ),
    ],
    left: 'a real suspend of a real computer',
  },
  {
    number: 18,
    fault: 'the program is stopped for a minute and goes on',
    tests: tests('main/core/scrape/scrape-loop.test.ts', 'after a sleep one scrape, no burst, in the old rhythm'),
    left: 'SIGSTOP and SIGCONT of the real program',
  },
  {
    number: 19,
    fault: 'a counter that falls',
    tests: tests(
      TRACK,
      'a fall in the same process',
      'a fall is the new baseline',
      'unknown: a fall',
      'histogram: one bucket falls, all is reset',
    ),
  },
  {
    number: 20,
    fault: 'a counter that began anew and is already higher than before',
    tests: [
      ...tests(TRACK, 'new process: whole also when higher than before', 'a newer _created: whole'),
      ...tests(`${DELTA}/process-verdict.test.ts`, 'a start just before the last answer: both are rounded'),
      ...tests(
        `${DELTA}/truth.property.test.ts`,
        'by ${tells}: over any schedule, what is emitted equals what was true between the first and the last whole scrape',
      ),
    ],
    left: 'where a target tells no start, or a family is not known to begin at zero, only the difference is sent, by design',
  },
  {
    number: 21,
    fault: 'the program is started again while the target goes on',
    tests: [
      ...tests(
        `${OUTBOX}/ledger-outbox.test.ts`,
        'keeps baselines, requests, counts and forwarding, also through a crash',
      ),
      ...tests(`${OUTBOX}/pack-baselines.test.ts`, 'what is packed comes back exactly'),
      ...tests('main/core/owed-points.test.ts', 'forwarded before and after the program was closed: the gap is owed'),
      ...tests('faults/restarts.test.ts', 'the program alone: the difference to what was stored'),
      ...tests('torture/program-faults.ts', 'program: SIGKILL', 'program: SIGTERM'),
    ],
  },
  {
    number: 22,
    fault: 'program and target are both started again',
    tests: [
      ...tests('faults/restarts.test.ts', 'program and target: what the new process counted, and no spike'),
      ...tests(TRACK, 'new process: a zero-start family is whole', 'another process is the new baseline'),
    ],
  },
  {
    number: 23,
    fault: 'a target that was never seen, with high counters',
    tests: [
      ...tests(TRACK, 'first sight is a baseline'),
      ...tests('main/core/pipeline.test.ts', 'scrapes, counts and delivers; the first sight is skipped'),
    ],
  },
  {
    number: 24,
    fault: 'series that vanish and come back',
    tests: [
      ...tests(
        TRACK,
        'absent for a while, then back: the difference',
        'absent over a restart, then there: whole',
        'a series absent for more than 25 h is forgotten, and on return a baseline, until the process changes',
        'an unreachable target does not make series absent',
      ),
      ...tests('torture/target-faults.ts', 'target: series vanish and return'),
    ],
  },
  {
    number: 25,
    fault: 'another server behind the same address',
    tests: [
      ...tests(TRACK, 'another process', 'an older _created: another', 'other names of series: all is a baseline'),
      ...tests(
        `${DELTA}/process-verdict.test.ts`,
        'a start among the last sixteen is another process even when it looks new',
      ),
    ],
    left: 'another server that tells no start and has higher counters looks like the one before',
  },
];
