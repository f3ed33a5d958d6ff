// A program with nothing but the tray icon, for panel-states.test.ts: it shows whatever snapshot it is handed.

import { join } from 'node:path';
import * as electron from 'electron';
import { systemClock } from '../../main/app/system-clock.ts';
import { ownArguments, readCommandLine } from '../../main/hosts/electron/command-line.ts';
import { createTray } from '../../main/hosts/electron/tray.ts';
import type { Snapshot } from '../../preload/contract/view.ts';

declare global {
  var showSnapshot: ((snapshot: Snapshot) => void) | undefined;
}

void electron.app.whenReady().then(() => {
  const commandLine = readCommandLine(ownArguments(process.argv, electron.app.getAppPath(), false));
  const tray = createTray(electron, {
    ...{ iconFolder: join(process.cwd(), 'dist/icons'), platform: process.platform, title: 'none' },
    ground: { panel: commandLine.trayPanel, desktop: process.env['XDG_CURRENT_DESKTOP'] ?? '' },
    clock: systemClock,
    scaleFactor: () => 1,
    menuFacts: () => ({ startsAtLogin: null, update: undefined }),
    onClick: () => undefined,
    onAction: () => undefined,
  });
  globalThis.showSnapshot = (snapshot) => {
    tray.update(snapshot);
  };
});
