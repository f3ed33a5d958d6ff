import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trayMenu, type MenuFacts, type MenuEntry } from '../../../../main/hosts/electron/tray-menu.ts';
import { STATE_WORDS } from '../../../../main/hosts/electron/tray-words.ts';
import type { AlertView, BoxState, BoxView, ForwardingState, Snapshot } from '../../../../preload/contract/view.ts';
import { stateLook } from '../../../../renderer/ui/state-look.ts';
import { fakeBox, fakeSnapshot } from '../../../fakes/snapshot.ts';

const facts = { startsAtLogin: false, update: undefined };
const alert: AlertView = {
  ...{ rule: 'cache_full', target: null, name: 'KV cache full', text: 'Full', severity: 'critical', sinceMs: 1 },
  ...{ value: 1, worst: 1, snoozedUntilMs: null },
};

function menuOf(boxes: readonly BoxView[]): readonly MenuEntry[] {
  const snapshot: Snapshot = {
    takenAtMs: 1,
    state: 'fine',
    network: null,
    demo: false,
    attached: null,
    boxes,
    notes: [],
  };
  return trayMenu(snapshot, facts);
}

/** The lines as they read: `[x]` ticked, `(…)` cannot be opened. */
function read(entries: readonly MenuEntry[]): readonly unknown[] {
  return entries.map((entry) => {
    if (entry.kind === 'line') return '—';
    if (entry.kind === 'item') return entry.label;
    if (entry.kind === 'check') return `[${entry.checked ? 'x' : ' '}] ${entry.label}`;
    return entry.entries.length === 0 ? `(${entry.label})` : [entry.label, read(entry.entries)];
  });
}

function find(entries: readonly MenuEntry[], ...labels: readonly string[]): MenuEntry {
  const [first, ...rest] = labels;
  const found = entries.find((entry) => entry.kind !== 'line' && entry.label === first);
  assert.ok(found, `no entry ${String(first)}`);
  return rest.length > 0 && found.kind === 'list' ? find(found.entries, ...rest) : found;
}

function action(entry: MenuEntry): unknown {
  return 'action' in entry ? entry.action : undefined;
}

test('with one box that is fine', () => {
  assert.deepEqual(read(menuOf([fakeBox('fine')])), [
    ...['Open NIM Glance', '—', 'spark-01: Fine', '—'],
    ...['[x] Forward to Dynatrace', 'Pause', '(Snooze)', '(Tell me when)', '—'],
    ...['Open in a window', 'Settings', '[ ] Start at login', 'Copy diagnostics', 'About NIM Glance', '—', 'Quit'],
  ]);
});

test('while the monitor is away nothing is offered that it would have to do', () => {
  const away = { ...fakeSnapshot(fakeBox('fine')), state: 'away' } as const;
  const attached = { computer: 'R&D', sameComputer: false, away: true, why: '', forgotten: false };
  assert.deepEqual(read(trayMenu({ ...away, attached }, facts)).slice(0, 5), [
    ...['Open NIM Glance', '—', 'The monitor on R&&D cannot be reached', '—', 'Open in a window'],
  ]);
  assert.equal(read(trayMenu(away, facts))[2], 'The monitor cannot be reached');
});

test('without a box', () => {
  assert.deepEqual(read(menuOf([])), [
    ...['Open NIM Glance', '—'],
    ...['Open in a window', 'Settings', '[ ] Start at login', 'Copy diagnostics', 'About NIM Glance', '—', 'Quit'],
  ]);
});

test('its first entry opens the popover: where the icon shows only the menu there is no other way', () => {
  assert.deepEqual(action(menuOf([fakeBox('down')])[0]!), { kind: 'open' });
});

test('a click on a box opens it', () => {
  assert.deepEqual(action(find(menuOf([fakeBox('down')]), 'spark-01: Down')), { kind: 'open_box', box: 'spark-01' });
});

test('with several boxes each has its own forwarding', () => {
  const boxes = [fakeBox('fine', 'held'), { ...fakeBox('busy', 'off'), name: 'dgx' }];
  assert.deepEqual(read([find(menuOf(boxes), 'Forward to Dynatrace')]), [
    ['Forward to Dynatrace', ['[x] spark-01', '[ ] dgx']],
  ]);
  assert.deepEqual(action(find(menuOf(boxes), 'Forward to Dynatrace', 'dgx')), {
    kind: 'forward',
    argument: { box: 'dgx', on: true },
  });
});

test('a box that nobody has named is opened before it is forwarded, and switched off at once', () => {
  const unnamed = (state: ForwardingState) => ({ ...fakeBox('fine', state), nameAssumed: true });
  assert.deepEqual(action(find(menuOf([unnamed('off')]), 'Forward to Dynatrace')), {
    ...{ kind: 'open_box', box: 'spark-01' },
  });
  assert.deepEqual(action(find(menuOf([unnamed('on')]), 'Forward to Dynatrace')), {
    ...{ kind: 'forward', argument: { box: 'spark-01', on: false } },
  });
});

const ticked: Readonly<Record<ForwardingState, boolean>> = {
  ...{ off: false, no_destination: true, no_token: true, on: true, retrying: true, held: true },
};
for (const [state, expected] of Object.entries(ticked)) {
  test(`forwarding ${state} is ${expected ? 'ticked' : 'not ticked'}`, () => {
    const entry = find(menuOf([fakeBox('fine', state as ForwardingState)]), 'Forward to Dynatrace');
    assert.equal(entry.kind === 'check' && entry.checked, expected);
  });
}

test('Pause becomes Resume', () => {
  assert.deepEqual(action(find(menuOf([fakeBox('fine')]), 'Pause')), { kind: 'pause', argument: { on: true } });
  assert.deepEqual(action(find(menuOf([fakeBox('paused')]), 'Resume')), { kind: 'pause', argument: { on: false } });
});

test('each firing alert can be snoozed, a snoozed one again', () => {
  const box = { ...fakeBox('alert'), alerts: [alert, { ...alert, target: 'x:1', snoozedUntilMs: 5 }] };
  const menu = menuOf([box]);
  const times = ['For 15 minutes', 'For 1 hour', 'For 4 hours', 'Until tomorrow, 8:00'];
  assert.deepEqual(read([find(menu, 'Snooze')]), [
    [
      'Snooze',
      [
        ['spark-01: KV cache full', times],
        ['spark-01 (x:1): KV cache full (snoozed)', ['End snooze', '—', ...times]],
      ],
    ],
  ]);
  assert.deepEqual(action(find(menu, 'Snooze', 'spark-01: KV cache full', 'For 4 hours')), {
    kind: 'snooze',
    argument: { box: 'spark-01', rule: 'cache_full', target: null, lasting: '4h' },
  });
  assert.deepEqual(action(find(menu, 'Snooze', 'spark-01 (x:1): KV cache full (snoozed)', 'End snooze')), {
    kind: 'snooze',
    argument: { box: 'spark-01', rule: 'cache_full', target: 'x:1', lasting: 'end' },
  });
});

test('"Tell me when" offers what is not so yet, and takes back what is waited for', () => {
  const wish = { until: { kind: 'idle' as const }, madeMs: 1, expiresMs: 2 };
  const box: BoxView = { ...fakeBox('loading'), wishable: ['ready'], wishes: [wish] };
  assert.deepEqual(read([find(menuOf([box]), 'Tell me when')]), [
    ['Tell me when', ['[ ] It is ready', '[x] Nobody asks any more']],
  ]);
  assert.deepEqual(action(find(menuOf([box]), 'Tell me when', 'Nobody asks any more')), {
    kind: 'wish',
    argument: { box: 'spark-01', until: { kind: 'idle' }, on: false },
  });
  const other = { ...fakeBox('fine'), name: 'dgx' };
  assert.deepEqual(read([find(menuOf([box, other]), 'Tell me when')]), [
    ['Tell me when', [['spark-01', ['[ ] It is ready', '[x] Nobody asks any more']]]],
  ]);
});

test('of many boxes the worst stand in the menu, the others in a list', () => {
  const boxes = Array.from({ length: 30 }, (_, index) => ({
    ...fakeBox(index === 25 ? 'down' : 'fine'),
    name: `box-${index}`,
  }));
  const lines = read(menuOf(boxes)).slice(2, 15);
  assert.deepEqual([lines[0], lines[1], lines[10], lines[12]], ['box-25: Down', 'box-0: Fine', 'box-9: Fine', '—']);
  const [title, more] = lines[11] as [string, readonly string[]];
  assert.deepEqual([title, more.length, more[0]], ['19 more', 19, 'box-10: Fine']);
  assert.deepEqual(action(find(menuOf(boxes), '19 more', 'box-29: Fine')), { kind: 'open_box', box: 'box-29' });
});

test('a name keeps its direction to itself, and is not cut through a character', () => {
  const named = (name: string) => read(menuOf([{ ...fakeBox('fine'), name }]))[2];
  assert.equal(named('מחשב'), '\u200E\u2068מחשב\u2069: Fine');
  assert.equal(named('evil\u202Eenif'), 'evilenif: Fine');
  assert.equal(named(`${'a'.repeat(46)}😀bc`), `${'a'.repeat(46)}…: Fine`);
});

test('a name from outside is a text: on one line, cut, and it marks no key', () => {
  const box = { ...fakeBox('fine'), name: `a&b\n${'c'.repeat(80)}` };
  const shown = read(menuOf([box]))[2];
  assert.equal(shown, `a&&b ${'c'.repeat(43)}…: Fine`);
  assert.deepEqual(action(menuOf([box])[2]!), { kind: 'open_box', box: box.name });
});

test('where nothing can start with the desktop, nothing is offered', () => {
  const menu = read(trayMenu(fakeSnapshot(fakeBox('fine')), { startsAtLogin: null, update: undefined }));
  assert.ok(!menu.some((line) => String(line).includes('login')));
});

test('the words for a state are the page’s', () => {
  for (const [state, word] of Object.entries(STATE_WORDS)) assert.equal(stateLook(state as BoxState).word, word);
});

test('a newer version is one line: clicked where there is something to do, told where it goes on by itself', () => {
  const snapshot = fakeSnapshot(fakeBox('fine'));
  const entryOf = (update: MenuFacts['update']) =>
    trayMenu(snapshot, { startsAtLogin: false, update }).find(
      (entry) => 'label' in entry && entry.label === update?.label,
    );
  assert.deepEqual(entryOf({ label: 'Download', step: 'download' }), {
    ...{ kind: 'item', label: 'Download', action: { kind: 'update', step: 'download' } },
  });
  assert.deepEqual(entryOf({ label: 'Downloading', step: null }), { kind: 'list', label: 'Downloading', entries: [] });
});
