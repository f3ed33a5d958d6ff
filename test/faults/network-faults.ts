import { tests, type Fault } from './fault.ts';

const DELIVER = 'main/core/deliver';
const JUDGE = `${DELIVER}/judge-answer.test.ts`;
const LOOP = `${DELIVER}/delivery-loop.test.ts`;
const POST = `${DELIVER}/post-otlp.test.ts`;
const SINK = 'torture/sink-faults.ts';

/** The way to the destination, and its answers. */
export const NETWORK_FAULTS: readonly Fault[] = [
  {
    number: 36,
    fault: '429, 502, 503, 504',
    tests: [
      ...tests(JUDGE, '429 with seconds', '429 without a hint', '502', '503 with a date', '504 with seconds'),
      ...tests(
        `${DELIVER}/retry-delay.test.ts`,
        'backoff doubles to five minutes, its upper half is chance',
        'an hour at most',
        'a date by the other clock, two hours ahead',
      ),
      ...tests(LOOP, 'waits as Retry-After says and then sends the same bytes'),
      ...tests(`${DELIVER}/patience.test.ts`, 'failures, each twice as long'),
    ],
  },
  {
    number: 37,
    fault: '400 and other answers that no repetition mends',
    tests: [
      ...tests(JUDGE, '400 with text', '500', '404', '415'),
      ...tests(LOOP, 'one poisoned request does not block the others; three in a row hold until the setting changes'),
      ...tests('main/core/outbox/ledger-outbox.test.ts', 'are kept, read, sent again or discarded'),
    ],
  },
  {
    number: 38,
    fault: '413, and requests beyond the size that is taken',
    tests: [
      ...tests(JUDGE, '413'),
      ...tests(LOOP, 'a request that is too large is handed back for splitting, and the next follows at once'),
      ...tests('main/core/outbox/settle.test.ts', 'too large: two halves in its place, and one alone is given up'),
      ...tests(
        'main/core/otlp/encode-request.test.ts',
        'more than 15,000 points are split, in order and without loss',
        'points over the bytes of one request are split without loss',
      ),
    ],
    left: 'traces: nothing here sends any',
  },
  {
    number: 39,
    fault: '401, 403',
    tests: [
      ...tests(JUDGE, '401 with JSON', '403'),
      ...tests(LOOP, '${setting}, ${JSON.stringify(answer)}: everything is held, and tried again after three minutes'),
      ...tests(`${DELIVER}/patience.test.ts`, 'a wrong setting'),
      ...tests('main/app/monitor.test.ts', 'a refused token holds everything; a new one sends what was held'),
    ],
  },
  {
    number: 40,
    fault: '200, but not for every point',
    tests: [
      ...tests(
        JUDGE,
        'partial success: what was rejected, and each reason',
        'more rejected than was sent: clamped, and noted',
      ),
      ...tests(LOOP, 'partial success: the points and reasons are settled, kept, and clamped by what the request held'),
      ...tests(
        'main/hosts/headless/screen.test.ts',
        'what concerns no box stands first; what the destination refused stands below its numbers',
      ),
    ],
  },
  {
    number: 41,
    fault: 'accepted, and cut before the answer',
    tests: [
      ...tests(POST, 'a reset after the body', 'a close after the body', 'an answer that breaks off'),
      ...tests(
        'main/core/destination-post.test.ts',
        'a kept connection that is reset: the body may have been taken, and the next request makes a new one',
      ),
      ...tests(JUDGE, 'no answer after the body'),
      ...tests(
        'main/core/outbox/settle.test.ts',
        'refused in sight it waits and is not listed; without an answer it is',
      ),
      ...tests(SINK, 'reset before the answer', 'cut in the answer'),
    ],
  },
  {
    number: 42,
    fault: 'a success with nonsense or no end behind it',
    tests: [
      ...tests(
        `${DELIVER}/export-response.test.ts`,
        'a page called protobuf',
        'a long list of reasons that was cut at 64 kB is still a partial success',
      ),
      ...tests(POST, 'a huge answer is cut at 64 kB without waiting for its end'),
      ...tests(JUDGE, '2xx with ${name}: held, and a possible duplicate'),
    ],
    left: 'by design nonsense is not believed to be a success, for portals answer so; it is listed as a possible duplicate',
  },
  {
    number: 43,
    fault: 'a connection on which nothing ever comes',
    tests: [
      ...tests(POST, 'no answer in time', 'an answer that never ends', 'no answer in time, and the body not taken'),
      ...tests('main/core/destination-post.test.ts', 'a proxy that does not answer is given up with the request'),
      ...tests(
        'main/core/outbox/fold.test.ts',
        'what may not be folded is given up before fresh data, the oldest first, never what is in flight',
      ),
    ],
  },
  {
    number: 44,
    fault: 'no name, a portal, or a stranger’s certificate',
    tests: [
      ...tests(`${DELIVER}/wire-words.test.ts`, 'ENOTFOUND', 'SELF_SIGNED_CERT_IN_CHAIN', 'CERT_HAS_EXPIRED'),
      ...tests(JUDGE, 'a login page'),
      ...tests(
        'main/core/connection-calls.test.ts',
        'https goes over the proxy of the environment; TLS failures are explained',
        'DNS, a refused connection, another protocol',
      ),
      ...tests(`${DELIVER}/connection-answers.test.ts`, 'a portal'),
      ...tests('main/hosts/headless/test-connection-command.test.ts', 'a portal is told as one'),
      ...tests(SINK, 'portal', 'redirect to a login'),
    ],
  },
  {
    number: 45,
    fault: 'one request that is always refused',
    tests: tests(LOOP, 'one poisoned request does not block the others; three in a row hold until the setting changes'),
  },
  {
    number: 46,
    fault: 'a long backlog when the network is back',
    tests: [
      ...tests(
        `${DELIVER}/backlog.property.test.ts`,
        'a backlog is sent at a limited pace, and the next burst is free again',
        'large bodies count by their bytes',
      ),
      ...tests(
        `${DELIVER}/catch-up-pace.test.ts`,
        'after it, four requests or a megabyte a second',
        'a destination that wants a pause is spared again',
      ),
      ...tests('main/core/outbox/ledger-outbox.test.ts', 'hands out the newest and the oldest in turn, each once'),
    ],
  },
  {
    number: 47,
    fault: 'another token while a request is under way',
    tests: [
      ...tests(
        LOOP,
        'a token changed while a request is under way is used at once, whatever the old one brings',
        'a changed setting ends every wait',
      ),
      ...tests('secrets/token-nowhere.test.ts', 'test-connection does not repeat it in any weather'),
    ],
  },
];
