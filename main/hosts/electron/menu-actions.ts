import type { Answer, MonitorApi, Show } from '../../../preload/contract/api.ts';
import type { Autostart } from './autostart.ts';
import type { MenuAction } from './tray-menu.ts';

/** What the menu can set going. */
export interface MenuWorld {
  readonly api: Pick<MonitorApi, 'setForwarding' | 'pause' | 'snooze' | 'wish'>;
  readonly autostart: Pick<Autostart, 'set'>;
  /** Opens the popover; with a page or a box, at that. */
  readonly open: (what: Show | null) => void;
  readonly openWindow: () => void;
  readonly copyDiagnostics: () => void;
  readonly showAbout: () => void;
  readonly update: (step: 'check' | 'download' | 'install') => void;
  readonly quit: () => void;
  readonly say: (title: string, body: string) => void;
}

/** Does what an entry of the menu says; what cannot be done is said. Never rejects. */
export async function doMenuAction(action: MenuAction, world: MenuWorld): Promise<void> {
  switch (action.kind) {
    case 'open':
      world.open(null);
      return;
    case 'open_box':
      world.open({ page: 'overview', box: action.box });
      return;
    case 'settings':
      world.open({ page: 'settings', box: null });
      return;
    case 'open_window':
      world.openWindow();
      return;
    case 'forward':
      return heed(world.api.setForwarding(action.argument), action.argument.box, world);
    case 'pause':
      return heed(world.api.pause(action.argument), null, world);
    case 'snooze':
      return heed(world.api.snooze(action.argument), action.argument.box, world);
    case 'wish':
      return heed(world.api.wish(action.argument), action.argument.box, world);
    case 'start_at_login': {
      const problem = world.autostart.set(action.on);
      if (problem !== undefined) world.say('NIM Glance cannot start at login', problem);
      return;
    }
    case 'update':
      world.update(action.step);
      return;
    case 'copy_diagnostics':
      world.copyDiagnostics();
      return;
    case 'about':
      world.showAbout();
      return;
    case 'quit':
      world.quit();
      return;
  }
}

/** The popover shows what is missing, and has the form for it. */
async function heed(asked: Promise<Answer>, box: string | null, { open, say }: MenuWorld): Promise<void> {
  try {
    const answer = await asked;
    if (answer.ok) return;
    open({ page: 'overview', box });
    say('That was not done', `${answer.reason}.`);
  } catch (error) {
    say('That was not done', error instanceof Error ? error.message : String(error));
  }
}
