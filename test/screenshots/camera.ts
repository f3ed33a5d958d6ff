import { existsSync, mkdirSync, rmSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import type { Browser, BrowserContext, Page } from '@playwright/test';

const THEMES = ['dark', 'light'] as const;
export type Theme = (typeof THEMES)[number];

/** How a picture is taken, where that is not as usual. */
export interface Framing {
  /** Of the window, CSS pixels; the height is that of the page. */
  readonly width?: number;
  /** Where the page fills the window, however high that is. */
  readonly height?: number;
  /** Physical pixels for each; the width shrinks accordingly, as in a popover that is zoomed. */
  readonly zoom?: number;
  readonly forcedColors?: boolean;
  readonly moreContrast?: boolean;
  /** What is done on the page before the picture is taken. */
  readonly act?: (page: Page) => Promise<void>;
}

const WIDTH = 380;
const SCALE = 2;
const LEAST_HEIGHT = 200;
const SETTLING_MS = 120;
const DEBIANS = '/usr/bin/chromium';

/** Takes pictures of a screen, each in both themes, as `NAME-THEME.png`. */
export class Camera {
  /** Of the pictures, without theme and ending, in their order. */
  readonly taken: string[] = [];
  readonly folder: string;
  readonly #browser: Browser;
  #context: BrowserContext | undefined;
  #page: Page | undefined;

  private constructor(browser: Browser, folder: string) {
    this.#browser = browser;
    this.folder = folder;
  }

  static async open(folder: string): Promise<Camera> {
    mkdirSync(folder, { recursive: true });
    const browser = await chromium.launch({
      ...(existsSync(DEBIANS) ? { executablePath: DEBIANS } : {}),
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    });
    return new Camera(browser, folder);
  }

  get page(): Page {
    if (this.#page === undefined) throw new Error('The camera looks at nothing.');
    return this.#page;
  }

  /** Looks at the screen behind this address from now on; `nowMs` is what its clock says. */
  async lookAt(address: string, nowMs: () => number): Promise<void> {
    await this.leave();
    this.#context = await this.#browser.newContext({
      deviceScaleFactor: SCALE,
      viewport: { width: WIDTH, height: 800 },
      reducedMotion: 'reduce',
    });
    this.#page = await this.#context.newPage();
    this.#page.on('console', (message) => {
      // One scene closes the server, and the page tries again and again.
      const isAway = message.text().includes('ERR_CONNECTION_REFUSED');
      if (message.type() === 'error' && !isAway) process.stderr.write(`the page says: ${message.text()}\n`);
    });
    await this.#page.clock.setFixedTime(nowMs());
    await this.#page.goto(address);
    await this.#page.locator('header, .empty').first().waitFor();
  }

  /** Looks away, before what it looks at ends. */
  async leave(): Promise<void> {
    await this.#context?.close();
    this.#context = undefined;
  }

  /** As a user who opens it now: nothing that was opened or typed before is there. */
  async reload(nowMs: number): Promise<void> {
    await this.page.clock.setFixedTime(nowMs);
    await this.page.reload();
    await this.page.locator('header, .empty').first().waitFor();
  }

  /** Both themes. */
  async shoot(name: string, framing: Framing = {}): Promise<void> {
    const { width = WIDTH, height, zoom = 1, forcedColors, moreContrast, act } = framing;
    const { page } = this;
    const narrow = Math.round(width / zoom);
    await page.setViewportSize({ width: narrow, height: height ?? 800 });
    await page.emulateMedia({
      forcedColors: forcedColors === true ? 'active' : 'none',
      contrast: moreContrast === true ? 'more' : 'no-preference',
    });
    await act?.(page);
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme });
      await this.#settle();
      if (height === undefined) await this.#fit(narrow);
      await page.screenshot({ path: join(this.folder, `${name}-${colorScheme}.png`), caret: 'hide' });
    }
    this.taken.push(name);
  }

  /** One sheet with all pictures of a theme, to judge them quickly. */
  async sheet(theme: Theme): Promise<void> {
    await this.compose(`overview-of-all-${theme}.png`, sheetOf(this.taken, theme));
  }

  /** A picture of others: `html` names them from the folder on. As large as what it shows, `scale` pixels for each. */
  async compose(file: string, html: string, scale = 1): Promise<void> {
    const page = await this.#browser.newPage({ viewport: { width: 2_000, height: 800 }, deviceScaleFactor: scale });
    await page.goto(`file://${this.folder}/`);
    await page.setContent(html);
    await page.waitForFunction(() =>
      [...document.images].every(({ complete, naturalWidth }) => complete && naturalWidth > 0),
    );
    await page.locator('body').screenshot({ path: join(this.folder, file) });
    await page.close();
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }

  /** What was asked for is there, fonts and lines too, which are drawn anew a moment after their place has another size. */
  async #settle(): Promise<void> {
    await this.page.evaluate(async (ms) => {
      const heightNow = (): number => document.getElementById('app')?.getBoundingClientRect().height ?? 0;
      await document.fonts.ready;
      for (let before = -1; before !== heightNow();) {
        before = heightNow();
        await new Promise((resolve) => setTimeout(resolve, ms));
      }
    }, SETTLING_MS);
  }

  /** As high as what it shows, as the popover is. */
  async #fit(width: number): Promise<void> {
    const shown = await this.page.evaluate(() => document.getElementById('app')?.getBoundingClientRect().height ?? 0);
    await this.page.setViewportSize({ width, height: Math.max(Math.ceil(shown), LEAST_HEIGHT) });
    await this.#settle();
  }
}

/** Takes away what earlier runs left; what Git keeps stays. */
export function emptyFolder(folder: string): void {
  if (!existsSync(folder)) return;
  for (const file of readdirSync(folder)) if (/-(dark|light)\.png$/.test(file)) rmSync(join(folder, file));
}

function sheetOf(names: readonly string[], theme: Theme): string {
  const [ground, text] = theme === 'dark' ? ['#0e1014', '#9aa3b2'] : ['#e9ecf1', '#566072'];
  const figures = names.map(
    (name) => `<figure><img src="${name}-${theme}.png"><figcaption>${name}</figcaption></figure>`,
  );
  return `<style>
    body { margin: 0; padding: 24px; background: ${ground}; color: ${text}; font: 13px sans-serif }
    body { display: flex; flex-wrap: wrap; gap: 20px; align-items: start }
    figure { margin: 0; width: 225px }
    img { display: block; width: 100%; max-height: 640px; border-radius: 8px; object-fit: cover; object-position: top }
    figcaption { margin-top: 6px }
  </style>${figures.join('')}`;
}
