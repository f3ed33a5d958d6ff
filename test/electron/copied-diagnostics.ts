import type { ElectronApplication } from '@playwright/test';
import { eventually } from './programs.ts';
import type { TrayOverDbus } from './tray-over-dbus.ts';

/** What "Copy diagnostics" in the menu puts on the clipboard. */
export async function copiedDiagnostics(app: ElectronApplication, tray: TrayOverDbus): Promise<string> {
  await app.evaluate(({ clipboard }) => {
    clipboard.clear();
  });
  await tray.clickItem('Copy diagnostics');
  let text = '';
  await eventually('it is copied', async () => {
    text = await app.evaluate(({ clipboard }) => clipboard.readText());
    return text !== '';
  });
  return text;
}
