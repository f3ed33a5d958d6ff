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
  /**
   * Without what panels and docks take. On X11 it tells of them on one screen at most, and of none where no window
   * manager does.
   */
  readonly workArea: Area;
}

type Edge = 'top' | 'bottom' | 'left' | 'right';

const GAP = 8;
/** How large an icon is, and how near to the edge it lies on a panel, where nobody tells. */
const ICON = 24;
const PANEL = 48;

/**
 * Where a window of `size` goes: beside the anchor, on the inner side of the panel that the anchor lies on, inside the
 * work area and clear of the panel. It is as high as there is room; where it is too wide, its left stays in view.
 */
export function placePopover(size: Size, anchor: Area, display: Display): Area {
  const edge = edgeOf(centre(anchor), display);
  const free = besideAnchor(edge, anchor, display.workArea);
  const { width } = size;
  const height = Math.max(1, Math.min(size.height, free.height - 2 * GAP));
  const ends = { x: right(free) - GAP - width, y: bottom(free) - GAP - height };
  const middle = centre(anchor);
  const at = {
    x: edge === 'left' ? free.x : edge === 'right' ? ends.x : middle.x - width / 2,
    y: edge === 'top' ? free.y : edge === 'bottom' ? ends.y : middle.y - height / 2,
  };
  return {
    x: Math.round(clamp(at.x, free.x + GAP, ends.x)),
    y: Math.round(clamp(at.y, free.y + GAP, ends.y)),
    ...{ width, height: Math.floor(height) },
  };
}

/**
 * What stands for an icon whose place the desktop does not tell, after a click on it or on its menu: the panel's piece
 * around the pointer where that is near an edge, else the edge from which the menu hangs.
 */
export function anchorAtPointer(pointer: Point, display: Display): Area {
  const { workArea: work } = display;
  const edge = edgeOf(pointer, display);
  const distance = distances(pointer, work)[edge];
  if (distance > PANEL) return edgePiece(edge, pointer, work, 0);
  // The icon is in the middle of a panel, so that it is twice as thick; outside the work area it is told.
  return edgePiece(edge, pointer, work, distance < 0 ? 0 : Math.max(distance + ICON / 2, 2 * distance));
}

/** The corner where icons usually are: at the right end of the panel, which is at the top where there is none. */
export function cornerOf({ bounds, workArea: work }: Display): Area {
  const [above, below] = [work.y - bounds.y, bottom(bounds) - bottom(work)];
  return { x: right(work), y: below > above ? bottom(work) : work.y, width: 0, height: 0 };
}

/** The middle of an area: of two screens it is on the right one, when a corner may be on the other. */
export function centre({ x, y, width, height }: Area): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

/**
 * The edge with the panel: the one beyond the work area, else the one that is near, else one where a panel is told of, else
 * the nearer of top and bottom. In a corner a row is likelier than a column, unless the column's edge is clearly nearer.
 */
function edgeOf(point: Point, { bounds, workArea: work }: Display): Edge {
  const to = distances(point, work);
  for (const edge of ['top', 'bottom', 'left', 'right'] as const) if (to[edge] < 0) return edge;
  const row: Edge = to.top < to.bottom ? 'top' : 'bottom';
  const column: Edge = to.left < to.right ? 'left' : 'right';
  if (to[column] <= PANEL) return to[column] + ICON / 2 < to[row] ? column : row;
  if (to[row] <= PANEL) return row;
  return bounds.height === work.height && bounds.width > work.width ? toldColumn(bounds, work) : row;
}

/** The side at which columns take the most. */
function toldColumn(bounds: Area, work: Area): Edge {
  return work.x - bounds.x > right(bounds) - right(work) ? 'left' : 'right';
}

/** How far a point is from each edge; negative beyond it. */
function distances({ x, y }: Point, area: Area): Readonly<Record<Edge, number>> {
  return { top: y - area.y, bottom: bottom(area) - y, left: x - area.x, right: right(area) - x };
}

/** The work area on the inner side of the anchor; never less than its half, whatever is said of the anchor. */
function besideAnchor(edge: Edge, anchor: Area, work: Area): Area {
  const half = centre(work);
  const from = {
    x: edge === 'left' ? clamp(right(anchor), work.x, half.x) : work.x,
    y: edge === 'top' ? clamp(bottom(anchor), work.y, half.y) : work.y,
  };
  const to = {
    x: edge === 'right' ? clamp(anchor.x, half.x, right(work)) : right(work),
    y: edge === 'bottom' ? clamp(anchor.y, half.y, bottom(work)) : bottom(work),
  };
  return { ...from, width: to.x - from.x, height: to.y - from.y };
}

/** A piece of a panel at the edge, around a point. */
function edgePiece(edge: Edge, { x, y }: Point, work: Area, thick: number): Area {
  const row = { x: x - ICON / 2, width: ICON, height: thick };
  const column = { y: y - ICON / 2, width: thick, height: ICON };
  switch (edge) {
    case 'top':
      return { ...row, y: work.y };
    case 'bottom':
      return { ...row, y: bottom(work) - thick };
    case 'left':
      return { ...column, x: work.x };
    case 'right':
      return { ...column, x: right(work) - thick };
  }
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
