import type { Area, Size } from './place-popover.ts';

/** Where a window was, in the units of the desktop. */
export interface WindowPlace extends Area {
  readonly maximized: boolean;
}

/** So much of a window's upper edge must be on a screen for the pointer to take hold of it. */
const LEAST_WIDTH = 120;
const LEAST_HEIGHT = 40;

/** A kept place, as text. */
export function writePlace(place: WindowPlace): string {
  const { x, y, width, height, maximized } = place;
  return JSON.stringify({ x, y, width, height, maximized });
}

/** What `writePlace` wrote; undefined for anything else. */
export function readPlace(text: string): WindowPlace | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { x, y, width, height, maximized } = value as Partial<Record<keyof WindowPlace, unknown>>;
  if (!isWhole(x) || !isWhole(y) || !isWhole(width) || !isWhole(height)) return undefined;
  return { x, y, width, height, maximized: maximized === true };
}

/**
 * Where a window opens: where it was, if the pointer can take hold of it there; else in the middle of the first work
 * area, because the screen that it was on is gone. Never larger than the screen, never smaller than `least`.
 */
export function placeWindow(
  kept: WindowPlace | undefined,
  usual: Size,
  least: Size,
  workAreas: readonly [Area, ...Area[]],
): Area {
  const held = kept === undefined ? undefined : workAreas.find((work) => canHold(kept, work));
  const work = held ?? workAreas[0];
  const wanted = kept ?? usual;
  const width = Math.min(Math.max(wanted.width, least.width), work.width);
  const height = Math.min(Math.max(wanted.height, least.height), work.height);
  if (kept === undefined || held === undefined) {
    return {
      ...{ width, height },
      x: Math.round(work.x + (work.width - width) / 2),
      y: Math.round(work.y + (work.height - height) / 2),
    };
  }
  return { x: kept.x, y: kept.y, width, height };
}

function canHold(window: Area, work: Area): boolean {
  const overlap = Math.min(window.x + window.width, work.x + work.width) - Math.max(window.x, work.x);
  return overlap >= LEAST_WIDTH && window.y >= work.y && window.y + LEAST_HEIGHT <= work.y + work.height;
}

function isWhole(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value);
}
