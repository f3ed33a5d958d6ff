import assert from 'node:assert/strict';
import { test } from 'node:test';
import { doMenuAction, type MenuWorld } from '../../../../main/hosts/electron/menu-actions.ts';
import type { MenuAction } from '../../../../main/hosts/electron/tray-menu.ts';
import type { Answer } from '../../../../preload/contract/api.ts';

function stage(answer: Answer | Error = { ok: true }, autostartProblem?: string) {
  const calls: unknown[] = [];
  const asked = (name: string) => (argument: unknown) => {
    calls.push([name, argument]);
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  const done =
    (name: string) =>
    (...args: unknown[]) => {
      calls.push([name, ...args]);
    };
  const world: MenuWorld = {
    api: { setForwarding: asked('forward'), pause: asked('pause'), snooze: asked('snooze'), wish: asked('wish') },
    autostart: {
      set: (on) => {
        calls.push(['autostart', on]);
        return autostartProblem;
      },
    },
    ...{
      open: done('open'),
      openWindow: done('window'),
      showAbout: done('about'),
      update: done('update'),
      quit: done('quit'),
      say: done('say'),
    },
    copyDiagnostics: done('diagnostics'),
  };
  return { calls, run: (action: MenuAction) => doMenuAction(action, world) };
}

const snooze = { box: 'a', rule: 'r', target: null, lasting: '1h' } as const;
const wish = { box: 'a', until: { kind: 'ready' }, on: true } as const;
const cases: readonly [MenuAction, unknown[]][] = [
  [{ kind: 'open' }, ['open', null]],
  [{ kind: 'open_box', box: 'a' }, ['open', { page: 'overview', box: 'a' }]],
  [{ kind: 'settings' }, ['open', { page: 'settings', box: null }]],
  [{ kind: 'open_window' }, ['window']],
  [{ kind: 'forward', argument: { box: 'a', on: true } }, ['forward', { box: 'a', on: true }]],
  [{ kind: 'pause', argument: { on: true } }, ['pause', { on: true }]],
  [{ kind: 'snooze', argument: snooze }, ['snooze', snooze]],
  [{ kind: 'wish', argument: wish }, ['wish', wish]],
  [{ kind: 'start_at_login', on: true }, ['autostart', true]],
  [{ kind: 'copy_diagnostics' }, ['diagnostics']],
  [{ kind: 'about' }, ['about']],
  [{ kind: 'update', step: 'download' }, ['update', 'download']],
  [{ kind: 'quit' }, ['quit']],
];
for (const [action, call] of cases) {
  test(`${action.kind} does it, and nothing else`, async () => {
    const { calls, run } = stage();
    await run(action);
    assert.deepEqual(calls, [call]);
  });
}

test('what is refused is said, and the popover opens at the box', async () => {
  const { calls, run } = stage({ ok: false, reason: 'Enter a token first' });
  await run({ kind: 'forward', argument: { box: 'a', on: true } });
  assert.deepEqual(calls.slice(1), [
    ['open', { page: 'overview', box: 'a' }],
    ['say', 'That was not done', 'Enter a token first.'],
  ]);
});

test('a monitor that cannot be reached is said', async () => {
  const { calls, run } = stage(new Error('The monitor is away'));
  await run({ kind: 'pause', argument: { on: true } });
  assert.deepEqual(calls.slice(1), [['say', 'That was not done', 'The monitor is away']]);
});

test('a start at login that cannot be set up is said', async () => {
  const { calls, run } = stage({ ok: true }, 'EACCES');
  await run({ kind: 'start_at_login', on: true });
  assert.deepEqual(calls[1], ['say', 'NIM Glance cannot start at login', 'EACCES']);
});
