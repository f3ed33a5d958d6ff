import type { Page } from '@playwright/test';
import type { Camera, Framing } from './camera.ts';
import type { Stage, StagePlan } from './stage.ts';

/** What a scene has while it plays. */
export interface Playing {
  readonly stage: Stage;
  readonly camera: Camera;
  /** Opens the screen anew and takes a picture of it. */
  readonly shoot: (name: string, framing?: Framing) => Promise<void>;
}

/** A 70B model takes so long. */
export const LOADING_MS = 20 * 60_000;

/** A world, and what is photographed of it. */
export interface Scene {
  readonly plan: StagePlan;
  readonly play: (playing: Playing) => Promise<void>;
}

/** Opens a page from the menu of the head. */
export async function fromMenu(page: Page, entry: string): Promise<void> {
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: entry }).click();
}
