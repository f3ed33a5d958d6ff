import type { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import type { TrayModule } from '../../main/hosts/electron/tray.ts';

/** What a fake may have of a real class: any of its members, but each with its real type. */
type Fake<T> = {
  [K in Exclude<keyof T, keyof EventEmitter>]?: T[K] extends (...a: infer A) => infer R ? (...a: A) => R : T[K];
};

class FakeTray implements Fake<Electron.Tray> {
  image: string;
  tooltips: string[] = [];
  menus: Electron.MenuItemConstructorOptions[][] = [];
  title = '';
  poppedUp = 0;
  readonly listeners = new Map<string, () => void>();
  constructor(image: Electron.NativeImage) {
    this.image = pathOf(image);
  }
  setImage(image: Electron.NativeImage | string): void {
    this.image = typeof image === 'string' ? image : pathOf(image);
  }
  setToolTip(text: string): void {
    this.tooltips.push(text);
  }
  setContextMenu(menu: Electron.Menu | null): void {
    this.menus.push((menu as unknown as { template: Electron.MenuItemConstructorOptions[] }).template);
  }
  popUpContextMenu(): void {
    this.poppedUp += 1;
  }
  setTitle(text: string): void {
    this.title = text;
  }
  getBounds(): Electron.Rectangle {
    return { x: 0, y: 0, width: 0, height: 0 };
  }
  destroy(): void {}
  on(event: string, listener: () => void): this {
    this.listeners.set(event, listener);
    return this;
  }
}

// A misspelt member passes `implements`; it does not pass here.
type Unknown = Exclude<keyof FakeTray, keyof Electron.Tray | 'image' | 'tooltips' | 'menus' | 'title' | 'poppedUp'>;
type AssertNever<T extends never> = T;
export type NoUnknownMembers = AssertNever<Unknown>;

/** Electron as far as the tray needs it; `tray()` is the one icon that was made. */
export function fakeElectron(shouldUseDarkColors = false) {
  const made: FakeTray[] = [];
  const module = {
    Tray: class extends FakeTray {
      constructor(image: Electron.NativeImage) {
        super(image);
        made.push(this);
      }
    },
    Menu: { buildFromTemplate: (template: unknown) => ({ template }) },
    nativeImage: { createFromPath: (path: string) => ({ path, setTemplateImage: () => {} }) },
    nativeTheme: { shouldUseDarkColors, on: () => {} },
  } as unknown as TrayModule;
  return { module, tray: () => made[0]!, count: () => made.length };
}

function pathOf(image: Electron.NativeImage): string {
  return (image as unknown as { path: string }).path;
}
