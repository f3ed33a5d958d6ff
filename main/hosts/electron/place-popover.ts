export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Area extends Point, Size {}

/** A screen; all in the units of the desktop, whatever its pixels. */
export interface Display {
  readonly bounds: Area;
  /** Without what panels and docks take. */
  readonly workArea: Area;
}

type Edge = 'top' | 'bottom' | 'left' | 'right';

const GAP = 8;
/** How large an icon and a panel may be where nobody tells. */
const ICON = 24;
const PANEL = 48;

/**
 * Where a window of `size` goes: beside the anchor, on the inner side of the panel that the anchor lies on, always
 * inside the work area. Where it is too large for that, its top and left stay in view.
 */
export function placePopover(size: Size, anchor: Area, { bounds, workArea: work }: Display): Point {
  const beside = {
    x: anchor.x + anchor.width / 2 - size.width / 2,
    y: anchor.y + anchor.height / 2 - size.height / 2,
  };
  switch (edgeOf(anchor, bounds, work)) {
    case 'top':
      return inside(size, { ...beside, y: Math.max(anchor.y + anchor.height, work.y) + GAP }, work);
    case 'bottom':
      return inside(size, { ...beside, y: Math.min(anchor.y, bottom(work)) - GAP - size.height }, work);
    case 'left':
      return inside(size, { ...beside, x: Math.max(anchor.x + anchor.width, work.x) + GAP }, work);
    case 'right':
      return inside(size, { ...beside, x: Math.min(anchor.x, right(work)) - GAP - size.width }, work);
  }
}

/**
 * What stands for an icon whose place the desktop does not tell, after a click on it or on its menu: an icon around the
 * pointer where that is near the panel's edge, else the edge, from which the menu hangs.
 */
export function anchorAtPointer({ x, y }: Point, { workArea: work }: Display): Area {
  const onPanel = { x: x - ICON / 2, y: y - ICON / 2, width: ICON, height: ICON };
  if (x < work.x || x >= right(work)) return onPanel;
  const edge = y < work.y + work.height / 2 ? work.y : bottom(work);
  return Math.abs(y - edge) <= PANEL ? onPanel : { x, y: edge, width: 0, height: 0 };
}

/** The corner where icons usually are: at the right end of the panel, which is at the top where there is none. */
export function cornerOf({ bounds, workArea: work }: Display): Area {
  const [above, below] = [work.y - bounds.y, bottom(bounds) - bottom(work)];
  return { x: right(work), y: below > above ? bottom(work) : work.y, width: 0, height: 0 };
}

/** The edge of the screen that the anchor lies at: outside the work area, or else the nearer of top and bottom. */
function edgeOf(anchor: Area, bounds: Area, work: Area): Edge {
  const [x, y] = [anchor.x + anchor.width / 2, anchor.y + anchor.height / 2];
  if (y < work.y) return 'top';
  if (y > bottom(work)) return 'bottom';
  if (x < work.x) return 'left';
  if (x > right(work)) return 'right';
  return y < bounds.y + bounds.height / 2 ? 'top' : 'bottom';
}

function inside(size: Size, at: Point, work: Area): Point {
  return {
    x: Math.round(clamp(at.x, work.x + GAP, right(work) - GAP - size.width)),
    y: Math.round(clamp(at.y, work.y + GAP, bottom(work) - GAP - size.height)),
  };
}

function right({ x, width }: Area): number {
  return x + width;
}

function bottom({ y, height }: Area): number {
  return y + height;
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}
