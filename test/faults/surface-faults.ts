import { tests, type Fault } from './fault.ts';

const SECRETS = 'keychain/secret-service.test.ts';
const SERVER = 'main/hosts/headless/http/own-metrics-server.test.ts';
const SHELL = 'belongs to the part of the desktop shell';
const PROXY = 'belongs to the part of the tracing proxy, of which there is nothing yet';

/** Keychain, page, loopback servers, process, proxy. */
export const SURFACE_FAULTS: readonly Fault[] = [
  {
    number: 48,
    fault: 'a keychain that never answers',
    tests: [
      ...tests(
        SECRETS,
        'hung: a stopped daemon costs the deadline, and no process stays',
        'hung: a bus that never answers; the token is nowhere where others could read it',
      ),
      ...tests('main/keychain/keychain-store.test.ts', 'a keychain that hangs costs the deadline and is killed'),
      ...tests(
        'main/hosts/headless/keychain-child.test.ts',
        'does not outlive whoever asked, although the keychain hangs',
      ),
    ],
    left: `that the popover answers meanwhile ${SHELL}`,
  },
  {
    number: 49,
    fault: 'a locked keychain',
    tests: [
      ...tests(SECRETS, 'locked is told apart from unset, and what is stored survives'),
      ...tests('keychain/token-commands.test.ts', 'locked: each command says so; nothing is overwritten'),
      ...tests('main/app/monitor.test.ts', 'a locked keychain is told, and asked again until it is unlocked'),
    ],
  },
  {
    number: 50,
    fault: 'the keychain’s daemon is started again',
    tests: tests(SECRETS, 'unlocked: stored, read, kept over a restart, and deleted'),
  },
  {
    number: 51,
    fault: 'what cannot be a token',
    tests: [
      ...tests(
        'main/app/token-rules.test.ts',
        'a token is visible ASCII',
        'a token is not longer than what every keychain takes',
      ),
      ...tests(
        'main/hosts/headless/token-command.test.ts',
        'set: what cannot be a token is refused before anything is asked',
        'set: a token that is refused is not stored, and the old one stays',
      ),
      ...tests('keychain/token-commands.test.ts', 'a refused token is not stored'),
    ],
  },
  {
    number: 52,
    fault: 'markup in the name of a metric or a label',
    tests: [
      ...tests(
        'main/hosts/headless/screen.test.ts',
        'what a target says does not steer the terminal: control characters become blanks',
      ),
      ...tests('main/hosts/headless/explanation.test.ts', 'nothing that a target says steers the terminal'),
    ],
    left: `markup in the popover, and a count of what its content security policy stopped, ${SHELL}`,
  },
  {
    number: 53,
    fault: 'forged, foreign or huge calls from a page',
    tests: [
      ...tests('main/app/dispatch.test.ts', 'a method that does not exist', 'what every object has', 'the prototype'),
      ...tests('preload/contract/parsers.test.ts', 'a key more', 'a token too long', 'an endpoint too long'),
    ],
    left: `the check of the sending frame, and a payload of 50 MB, need a real page: ${SHELL}`,
  },
  {
    number: 54,
    fault: 'a page that crashes again and again',
    tests: [],
    left: `the reload has no pause and no test: ${SHELL}`,
  },
  {
    number: 55,
    fault: 'another page or name that asks the server on loopback',
    tests: tests(
      SERVER,
      'another Host is refused whatever it asks, so that no web page can ask by rebinding its name',
      'a request without Host is refused',
      'no answer lets a page of another origin read it',
      'it listens on 127.0.0.1 and nowhere else',
      'a port that is taken: words, and no other one instead',
    ),
    left: 'a token in the address: nothing that changes anything is served, so there is none',
  },
  {
    number: 56,
    fault: 'clients that are slow, or too many',
    tests: tests(
      SERVER,
      'headers that never end are refused',
      'a request that does not come to its end is given up',
      'no more than 32 are served at once: the others are sent away at once',
      'closing cuts whoever is connected',
    ),
  },
  {
    number: 57,
    fault: 'a path that leaves the folder of the page',
    tests: tests(
      'main/hosts/electron/page-file.test.ts',
      'app://nim-glance/%2e%2e/%2e%2e/secret.html',
      'app://nim-glance/..%2f..%2fsecret.html',
      'app://nim-glance/..%5c..%5csecret.html',
      'app://nim-glance/a%00.html',
    ),
    left: `the status that Electron answers with ${SHELL}`,
  },
  {
    number: 58,
    fault: 'gaps in a line that is drawn',
    tests: tests('main/hosts/headless/sparkline.test.ts', 'a gap is a blank, a zero is none', 'gaps alone'),
    left: `the sparkline of the popover ${SHELL}`,
  },
  {
    number: 59,
    fault: 'the program twice',
    tests: [
      ...tests(
        'main/core/outbox/ledger-file.test.ts',
        'a second writer in the same process is refused',
        'a second process is refused while the first lives, and a reader reads',
      ),
      ...tests(
        'main/hosts/headless/queue-command.test.ts',
        'it answers while an instance runs, and the same after that was killed',
      ),
    ],
    left: `that a second desktop app ends and shows the first ${SHELL}`,
  },
  {
    number: 60,
    fault: 'ended while it sends',
    tests: [
      ...tests(
        'main/core/deliver/backlog.property.test.ts',
        'flush tries at once, whatever waits and pace say',
        'flush ends when its time is over',
      ),
      ...tests('main/core/pipeline.test.ts', 'stop sends what is queued, and ends in time when nothing answers'),
      ...tests(
        'main/hosts/headless/run-command.test.ts',
        'SIGTERM ends it within two seconds though a target is silent',
      ),
      ...tests('torture/program-faults.ts', 'program: SIGTERM'),
    ],
  },
  {
    number: 61,
    fault: 'an error that nobody caught',
    tests: [
      ...tests(
        'main/core/deliver/delivery-loop.test.ts',
        'a post that throws is a failed try and a possible duplicate; its words do not tell the token',
        'a source that throws does not end the loop',
      ),
      ...tests(SERVER, 'facts that cannot be had cost an answer, not the program'),
    ],
    left: 'what is caught nowhere ends the program with Node’s own words; there is no redacted crash log and no restart of our own',
  },
  {
    number: 62,
    fault: 'memory that grows over a day of changing series',
    tests: [
      ...tests(
        'faults/churn.test.ts',
        'series that come and go without end: a day of them is remembered, of older ones a number each',
      ),
      ...tests(`main/core/delta/process-verdict.test.ts`, 'remembers the last sixteen starts'),
      ...tests('main/core/history/history.test.ts', 'keeps 360 values'),
    ],
    left: 'a soak of 24 h with memory measured; and the numbers of forgotten series grow until the target starts again',
  },
  { number: 63, fault: 'a client that leaves in the middle of a stream', tests: [], left: PROXY },
  { number: 64, fault: 'a model server that dies in the middle of a stream', tests: [], left: PROXY },
  { number: 65, fault: 'a collector that is away while calls pass', tests: [], left: PROXY },
  {
    number: 66,
    fault: 'a planted secret, looked for everywhere',
    tests: [
      ...tests(
        'secrets/token-nowhere.test.ts',
        'a crash does not tell it, and leaves no report of Node’s, which would hold the environment',
        'the process that asks the keychain has it neither as argument nor in its environment',
      ),
      ...tests(
        'main/hosts/headless/diagnostics-command.test.ts',
        'no secret is in it, wherever it was planted; hosts are',
      ),
      ...tests('keychain/token-commands.test.ts', 'what is stored is encrypted: the token is in no file'),
      ...tests(
        'main/core/connection-calls.test.ts',
        'a server that quotes the token in its error does not make us tell it',
      ),
      ...tests(SECRETS, 'hung: a bus that never answers; the token is nowhere where others could read it'),
    ],
    left: `prompts: ${PROXY}`,
  },
];
