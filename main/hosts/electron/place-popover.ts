export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const gap = 8;

/**
 * Where a window of `size` goes: centred on the anchor, below it in the upper half of the work area and above it in
 * the lower half, always inside. The anchor is the icon, or a point where the desktop does not tell.
 */
export function placePopover(
  size: { width: number; height: number },
  anchor: Area,
  work: Area,
): { x: number; y: number } {
  const middle = anchor.x + anchor.width / 2;
  const inUpperHalf = anchor.y + anchor.height / 2 < work.y + work.height / 2;
  const x = middle - size.width / 2;
  const y = inUpperHalf ? anchor.y + anchor.height + gap : anchor.y - gap - size.height;
  return {
    x: Math.round(clamp(x, work.x + gap, work.x + work.width - gap - size.width)),
    y: Math.round(clamp(y, work.y + gap, work.y + work.height - gap - size.height)),
  };
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}
