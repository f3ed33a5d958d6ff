import type * as Electron from 'electron';
import type { KeptText } from './kept-text.ts';

/** What a global shortcut needs; a parameter, so that a test can lend fakes. */
export interface ShortcutWorld {
  readonly globalShortcut: Pick<Electron.GlobalShortcut, 'register'>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly onPress: () => void;
  readonly say: (title: string, body: string) => void;
  /** Remembers that the desktop's limits were said. */
  readonly said: KeptText;
}

const TITLE = 'The shortcut cannot be used';

/** Opens the popover by keys from everywhere; says why it cannot, and what can be done. */
export function useShortcut(keys: string, { globalShortcut, environment, onPress, say, said }: ShortcutWorld): void {
  let isOurs: boolean;
  try {
    isOurs = globalShortcut.register(keys, onPress);
  } catch {
    say(TITLE, `“${keys}” is no shortcut. It is written like Ctrl+Alt+N.`);
    return;
  }
  if (!isOurs) {
    say(TITLE, `${keys} is taken by another program. Choose another one after --shortcut.`);
    return;
  }
  // There it is registered, and heard only while a window of X has the focus.
  if (isWayland(environment) && said.read() === '') {
    said.write('yes\n');
    say(
      'The shortcut works in some windows only',
      `Wayland lets no program listen to ${keys} everywhere. Give the keys to the command nim-glance in the settings of ` +
        'your desktop: a second start opens the popover.',
    );
  }
}

function isWayland(environment: ShortcutWorld['environment']): boolean {
  return (environment['WAYLAND_DISPLAY'] ?? '') !== '' || environment['XDG_SESSION_TYPE'] === 'wayland';
}
