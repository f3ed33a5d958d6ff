import { tests, type Fault } from './fault.ts';

const ANSWERS = 'bad-input/answers.ts';
const TEXTS = 'bad-input/texts.ts';
const SCRAPE = 'main/core/scrape';
const DELTA = 'main/core/delta/track-target.test.ts';

/** What a target may answer. */
export const SCRAPE_FAULTS: readonly Fault[] = [
  {
    number: 1,
    fault: 'a small gzip that unpacks to a huge text',
    tests: [
      ...tests(`${SCRAPE}/http/read-body.test.ts`, 'a gzip bomb stops at the size limit, however small it came'),
      ...tests(ANSWERS, 'a gzip that grows a thousandfold'),
    ],
  },
  {
    number: 2,
    fault: 'an answer that comes a byte at a time for ever',
    tests: [
      ...tests(ANSWERS, 'headers that drip', 'a body that drips', 'endless provisional answers'),
      ...tests('torture/target-faults.ts', 'drip'),
    ],
  },
  {
    number: 3,
    fault: 'a line that does not end',
    tests: [
      ...tests(`${SCRAPE}/check-limits.test.ts`, 'a line may be as long as the limit, and no longer, the last one too'),
      ...tests('main/core/read-scrape.test.ts', 'a line without end is no metrics'),
      ...tests(ANSWERS, 'an endless line', 'a line of more than a mebibyte'),
    ],
  },
  {
    number: 4,
    fault: 'far too many series',
    tests: [
      ...tests(ANSWERS, 'more samples than sample_limit', 'an endless body'),
      ...tests(
        'main/core/target-pipeline.test.ts',
        'a target beyond a limit fails its scrape in words, and its baselines stay',
      ),
    ],
  },
  {
    number: 5,
    fault: 'too many labels, or names and values that are too long',
    tests: tests(
      ANSWERS,
      'more labels than label_limit',
      'a longer label name than allowed',
      'a longer label value than allowed',
    ),
  },
  {
    number: 6,
    fault: 'an answer that breaks off',
    tests: [
      ...tests(
        ANSWERS,
        'shorter than its Content-Length',
        'chunks without the last one',
        'half a gzip',
        'OpenMetrics without # EOF',
      ),
      ...tests(
        'main/core/target-pipeline.test.ts',
        'a failed scrape changes nothing and keeps its reason; the next delta spans the gap',
      ),
      ...tests(
        'main/core/parse/round-trip.property.test.ts',
        '${format}: cut at any byte it is read without a throw, and OpenMetrics knows that it was cut',
      ),
    ],
    left: 'a text 0.0.4 without length or chunks whose end is missing looks whole to everybody: nothing can tell it apart',
  },
  {
    number: 7,
    fault: 'a login page where the metrics should be',
    tests: [
      ...tests(ANSWERS, 'a web page', 'a web page that says it is text', 'JSON'),
      ...tests('torture/target-faults.ts', 'login page'),
    ],
  },
  {
    number: 8,
    fault: 'texts that a lenient reader of numbers takes for numbers, or for others',
    tests: [
      ...tests('main/core/parse/parse-number.test.ts', 'the number "${text}" is ${String(value)}'),
      ...tests(
        TEXTS,
        'a hexadecimal value',
        'no value',
        'a value beyond the largest double',
        'digits of another script',
      ),
      ...tests(
        'main/core/parse/fixtures.property.test.ts',
        'finds in every fixture the samples that an independent parser finds',
      ),
    ],
  },
  {
    number: 9,
    fault: 'values that are infinite or no number',
    tests: [
      ...tests(DELTA, 'NaN is not sent', 'NaN touches no baseline'),
      ...tests(
        'main/core/delta/observation-delta.test.ts',
        'a histogram with sum NaN',
        'a histogram with an infinite count',
      ),
    ],
  },
  {
    number: 10,
    fault: 'a series twice, or a metric that changes its type',
    tests: [
      ...tests(TEXTS, 'a series twice', 'a series twice, its labels turned'),
      ...tests(
        'main/core/parse/group-families.test.ts',
        'a series that comes twice counts once, with its first value; nothing is short of it',
      ),
      ...tests(
        'main/core/delta/observation-delta.test.ts',
        'a number that became a histogram',
        'a histogram that became a number',
      ),
    ],
  },
  {
    number: 11,
    fault: 'labels and metrics with the names of what every object has',
    tests: [
      ...tests('main/core/parse/read-exposition.test.ts', 'names that objects have are names'),
      ...tests('main/core/otlp/attributes.test.ts', 'a label __proto__ is an attribute like any other'),
      ...tests('main/core/relabel/label-builder.test.ts', 'names of Object.prototype are names like any other'),
      ...tests('fuzz/fuzz.test.ts', 'a short run finds nothing and ends with its numbers'),
    ],
  },
  {
    number: 12,
    fault: 'buckets that fall, or bounds that change',
    tests: [
      ...tests(
        DELTA,
        'histogram: one bucket falls, all is reset',
        'histogram: other bounds',
        'histogram: after other bounds ordinary again',
      ),
      ...tests(TEXTS, 'buckets that fall'),
      ...tests('main/core/outbox/fold.test.ts', 'bounds that changed are another carry'),
    ],
  },
  {
    number: 13,
    fault: 'a redirect to somebody else',
    tests: [
      ...tests(
        `${SCRAPE}/http-get.test.ts`,
        'a redirect to another server is not followed',
        'a redirect whose path looks like a server stays on this one; its credentials are not used',
      ),
      ...tests(ANSWERS, 'a redirect to another server', 'a redirect without end'),
    ],
  },
  {
    number: 14,
    fault: 'a target that needs longer than the interval',
    tests: [
      ...tests(`${SCRAPE}/scrape-loop.test.ts`, 'one at a time: ticks that a slow scrape covers are left out'),
      ...tests('torture/target-faults.ts', 'too slow'),
    ],
  },
];
