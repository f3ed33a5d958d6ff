import type { Scene } from './scene.ts';
import { alerts } from './scenes/alerts.ts';
import { addBox, boxPages, demo, firstStart } from './scenes/boxes.ts';
import { forwardPage, givenToken, nameless } from './scenes/forward-page.ts';
import { forwarding, heldForwarding, missingDestination, missingToken } from './scenes/forwarding.ts';
import { gpu } from './scenes/gpu.ts';
import { brokenBoxes, oneBox } from './scenes/one-box.ts';
import { settings } from './scenes/settings.ts';
import { tenBoxes } from './scenes/ten-boxes.ts';
import { threeBoxes } from './scenes/three-boxes.ts';

/** All of them, in the order of the sheet. */
export const SCENES: Readonly<Record<string, Scene>> = {
  'three-boxes': threeBoxes,
  'one-box': oneBox,
  'broken-boxes': brokenBoxes,
  gpu,
  'ten-boxes': tenBoxes,
  forwarding,
  'held-forwarding': heldForwarding,
  'missing-destination': missingDestination,
  'missing-token': missingToken,
  'first-start': firstStart,
  'add-box': addBox,
  'box-pages': boxPages,
  demo,
  'forward-page': forwardPage,
  'forward-page-token-given': givenToken,
  nameless,
  alerts,
  settings,
};
