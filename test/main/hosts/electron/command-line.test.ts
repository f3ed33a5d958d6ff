import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HELP, ownArguments, readCommandLine, textAsked } from '../../../../main/hosts/electron/command-line.ts';

const defaults = {
  ...{ target: undefined, endpoint: undefined, scrapeIntervalMs: 10_000, demo: false },
  ...{ hidden: false, shortcut: undefined, trayTitle: 'none', trayPanel: 'auto' },
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
  [['--tray-panel', 'light'], { ...defaults, trayPanel: 'light' }],
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
  ['--tray-panel', 'grey'],
  ['--tray-title', 'all'],
]) {
  test(`${args.join(' ')} is refused`, () => {
    assert.throws(() => readCommandLine(args), RangeError);
  });
}

const mistakes: readonly [string[], RegExp][] = [
  [['--hiden'], /^there is no option --hiden; did you mean "--hidden"\?$/],
  [['-hidden'], /^there is no option -hidden; did you mean "--hidden"\?$/],
  [['--tray-titel=none'], /^there is no option --tray-titel; did you mean "--tray-title"\?$/],
  [['--demo=false'], /^--demo takes no value$/],
  [['--hidden=no'], /^--hidden takes no value$/],
  [['--version=2'], /^--version takes no value$/],
  [['--display', ':1'], /^--display takes its value after "="$/],
  [['--forward'], /^--forward needs a value$/],
  [['--shortcut='], /^--shortcut needs a value$/],
  [['dgx', 'other'], /^one address is watched, here are two: dgx and other$/],
];
for (const [words, said] of mistakes) {
  test(`${words.join(' ')} is a mistake`, () => {
    assert.throws(() => readCommandLine(words), { name: 'RangeError', message: said });
  });
}

test('what Chromium, Electron and those who start programs add is passed over', () => {
  const others = [
    '--no-sandbox',
    '--ozone-platform=wayland',
    '--force-device-scale-factor=2',
    '--inspect=0',
    '--lang=de',
    '--display=:1',
    '--disk-cache-size=1',
    '--force_high_performance_gpu',
    '--xdg-portal-required-version=1',
    '--throw-deprecation',
    '--gpu-launcher=x',
    '--gtk-version=3',
    '--permission',
    '--frobnicate',
    '-x',
  ];
  assert.deepEqual(readCommandLine([...others, '-psn_0_1234', '--updated', '--remote-debugging-port=0']), defaults);
});

test('help and version are asked for anywhere, and the help names every option', () => {
  assert.equal(textAsked(['dgx', '--help']), 'help');
  assert.equal(textAsked(['--version']), 'version');
  assert.equal(textAsked(['dgx']), undefined);
  for (const option of [
    '--forward',
    '--interval',
    '--demo',
    '--hidden',
    '--shortcut',
    '--tray-panel',
    '--tray-title',
  ]) {
    assert.ok(HELP.includes(option), option);
  }
});

test('the words before the app folder are Electron’s', () => {
  const argv = ['/e/electron', '--no-sandbox', '/app/', 'dgx'];
  assert.deepEqual(ownArguments(argv, '/app', false), ['dgx']);
  assert.deepEqual(ownArguments(['/nim-glance', 'dgx'], '/app', true), ['dgx']);
});
