import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownArguments, readCommandLine } from '../../../../main/hosts/electron/command-line.ts';

const defaults = {
  ...{ target: undefined, endpoint: undefined, scrapeIntervalMs: 10_000, demo: false },
  ...{ hidden: false, shortcut: undefined, trayTitle: 'none' },
};
const lines: readonly [string[], object][] = [
  [[], defaults],
  [['http://dgx:8000'], { ...defaults, target: 'http://dgx:8000' }],
  [['http://dgx:8000/?a=b'], { ...defaults, target: 'http://dgx:8000/?a=b' }],
  [['--demo'], { ...defaults, demo: true }],
  [['dgx', '--forward', 'https://d'], { ...defaults, target: 'dgx', endpoint: 'https://d' }],
  [['--forward=https://d?x=y', '--disable-gpu', 'dgx'], { ...defaults, target: 'dgx', endpoint: 'https://d?x=y' }],
  [['--interval', '1s'], { ...defaults, scrapeIntervalMs: 1_000 }],
  [['--hidden', 'dgx'], { ...defaults, target: 'dgx', hidden: true }],
  [['--shortcut', 'Ctrl+Alt+N'], { ...defaults, shortcut: 'Ctrl+Alt+N' }],
  [['--tray-title=waiting'], { ...defaults, trayTitle: 'waiting' }],
];
for (const [args, expected] of lines) {
  test(`[${args.join(' ')}]`, () => {
    assert.deepEqual(readCommandLine(args), expected);
  });
}

for (const args of [
  ['--interval', '0s'],
  ['--interval', '0.5'],
  ['--interval', 'soon'],
  ['--tray-title', 'all'],
]) {
  test(`${args.join(' ')} is refused`, () => {
    assert.throws(() => readCommandLine(args), RangeError);
  });
}

test('the words before the app folder are Electron’s', () => {
  const argv = ['/e/electron', '--no-sandbox', '/app/', 'dgx'];
  assert.deepEqual(ownArguments(argv, '/app', false), ['dgx']);
  assert.deepEqual(ownArguments(['/nim-glance', 'dgx'], '/app', true), ['dgx']);
});
