import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useShortcut } from '../../../../main/hosts/electron/shortcut.ts';

/** What is said at one start or several. */
function saidOf(register: () => boolean, environment: Record<string, string>, starts = 1): readonly string[] {
  const all: string[] = [];
  let kept = '';
  for (let start = 0; start < starts; start += 1) {
    useShortcut('Ctrl+Alt+N', {
      ...{ globalShortcut: { register }, environment, onPress: () => undefined },
      say: (title, body) => all.push(`${title}: ${body}`),
      said: { read: () => kept, write: (text) => (kept = text) },
    });
  }
  return all;
}

const fails = () => {
  throw new TypeError('Error processing argument at index 0');
};

test('one that is ours says nothing', () => {
  assert.deepEqual(
    saidOf(() => true, {}),
    [],
  );
});

test('one that is none, and one that is taken, say so and what to do', () => {
  assert.deepEqual(saidOf(fails, {}), [
    'The shortcut cannot be used: “Ctrl+Alt+N” is no shortcut. It is written like Ctrl+Alt+N.',
  ]);
  assert.match(
    saidOf(() => false, { WAYLAND_DISPLAY: 'wayland-0' })[0] ?? '',
    /^[^:]+: Ctrl\+Alt\+N is taken by another/,
  );
});

test('on Wayland it is said once that it cannot work everywhere, and what does', () => {
  for (const environment of [{ WAYLAND_DISPLAY: 'wayland-0' }, { XDG_SESSION_TYPE: 'wayland' }]) {
    const said = saidOf(() => true, environment, 3);
    assert.equal(said.length, 1);
    assert.match(said[0] ?? '', /the command nim-glance in the settings of your desktop/);
  }
});
