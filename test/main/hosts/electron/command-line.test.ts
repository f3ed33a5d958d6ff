import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownArguments, readCommandLine } from '../../../../main/hosts/electron/command-line.ts';

const defaults = { target: 'http://127.0.0.1:8000', endpoint: undefined, scrapeIntervalMs: 10_000, demo: false };
const lines: readonly [string[], object][] = [
  [[], defaults],
  [['http://dgx:8000'], { ...defaults, target: 'http://dgx:8000' }],
  [['--demo'], { ...defaults, demo: true }],
  [['dgx', '--forward', 'https://d'], { ...defaults, target: 'dgx', endpoint: 'https://d' }],
  [['--forward=https://d', '--disable-gpu', 'dgx'], { ...defaults, target: 'dgx', endpoint: 'https://d' }],
  [['--interval', '1s'], { ...defaults, scrapeIntervalMs: 1_000 }],
];
for (const [args, expected] of lines) {
  test(`[${args.join(' ')}]`, () => {
    assert.deepEqual(readCommandLine(args), expected);
  });
}

for (const interval of ['0s', '0.5', 'soon']) {
  test(`--interval ${interval} is refused`, () => {
    assert.throws(() => readCommandLine(['--interval', interval]), RangeError);
  });
}

test('the words before the app folder are Electron’s', () => {
  const argv = ['/e/electron', '--no-sandbox', '/app/', 'dgx'];
  assert.deepEqual(ownArguments(argv, '/app', false), ['dgx']);
  assert.deepEqual(ownArguments(['/nim-glance', 'dgx'], '/app', true), ['dgx']);
});
