import { MARK_LEVELS, type MarkShape } from '../../preload/contract/mark.ts';

/** Sizes that have a grid of their own, in pixels; any other size scales the next one of these. */
export const MARK_GRIDS = [16, 20, 22, 24, 32] as const;

export type MarkGrid = (typeof MARK_GRIDS)[number];

/** One path of the drawing. Colour only adds: `accent` is the sign inside, which says the state. */
export interface MarkPart {
  readonly d: string;
  /** Width of the line; 0: the path is filled. */
  readonly line: number;
  readonly tone: 'ink' | 'accent';
}

type Line = Pick<MarkPart, 'd' | 'line'>;

/** All in pixels of the grid, so that every straight edge lies between two pixels. */
interface Measures {
  /** From the edge to where a pin begins. */
  readonly margin: number;
  readonly pin: number;
  readonly pinWidth: number;
  readonly frame: number;
  /** Radius of the frame's corners, at its outer edge. */
  readonly radius: number;
  /** Between the frame and what is inside. */
  readonly gap: number;
  /** Width of a sign's strokes. */
  readonly stroke: number;
}

const MEASURES: Readonly<Record<MarkGrid, Measures>> = {
  16: { margin: 1, pin: 2, pinWidth: 1, frame: 1, radius: 2, gap: 1, stroke: 2 },
  20: { margin: 1, pin: 2, pinWidth: 2, frame: 2, radius: 3, gap: 1, stroke: 2 },
  22: { margin: 1, pin: 3, pinWidth: 2, frame: 2, radius: 3, gap: 1, stroke: 2 },
  24: { margin: 1, pin: 3, pinWidth: 2, frame: 2, radius: 4, gap: 1, stroke: 2 },
  32: { margin: 1, pin: 4, pinWidth: 3, frame: 3, radius: 6, gap: 2, stroke: 4 },
};

/** A chip whose inside says the state. `level`, from 1 to MARK_LEVELS, fills it where it is fine or busy. */
export function drawMark(shape: MarkShape, level: number, grid: MarkGrid): readonly MarkPart[] {
  const drawing = new Drawing(grid);
  const parts = (frame: readonly Line[], sign: readonly Line[]): readonly MarkPart[] => [
    ...frame.map((part) => ({ ...part, tone: shape === 'alert' ? ('accent' as const) : ('ink' as const) })),
    ...sign.map((part) => ({ ...part, tone: 'accent' as const })),
  ];
  switch (shape) {
    case 'fine':
      return parts(drawing.chip(), [drawing.fill(level)]);
    case 'busy':
      return parts(drawing.chip(), [drawing.lining(), drawing.fill(level)]);
    case 'alert':
      return parts(drawing.chip(), drawing.exclamation());
    case 'loading':
      return parts(drawing.chip(), [drawing.arc()]);
    case 'down':
      return parts(drawing.chip(), [drawing.cross()]);
    case 'offline':
      return parts([drawing.pins(), drawing.halves()], [drawing.slash()]);
    case 'paused':
      return parts(drawing.chip(), drawing.bars());
    case 'no_box':
      return parts([drawing.brokenFrame(2)], drawing.plus());
    case 'away':
      return parts([drawing.pins(), drawing.brokenFrame(1)], [drawing.point()]);
  }
}

class Drawing {
  readonly #measures: Measures;
  readonly #grid: number;
  /** The middle; what is inside reaches `#reach` to all sides of it, the middle of the frame's line `#edge`. */
  readonly #middle: number;
  readonly #edge: number;
  readonly #reach: number;

  constructor(grid: MarkGrid) {
    const measures = MEASURES[grid];
    this.#measures = measures;
    this.#grid = grid;
    this.#middle = grid / 2;
    this.#edge = this.#middle - measures.margin - measures.pin - measures.frame / 2;
    this.#reach = this.#edge - measures.frame / 2 - measures.gap;
  }

  chip(): readonly Line[] {
    const { frame, radius } = this.#measures;
    return [this.pins(), this.#line(this.#square(this.#edge, radius - frame / 2), frame)];
  }

  pins(): Line {
    const { margin, pin, pinWidth } = this.#measures;
    const at = this.#reach - pinWidth / 2;
    const [near, far] = [this.#middle - at, this.#middle + at];
    const end = this.#grid - margin - pin;
    const d = [near, far]
      .flatMap((along) => [
        ...[`M${along} ${margin}v${pin}`, `M${along} ${end}v${pin}`],
        ...[`M${margin} ${along}h${pin}`, `M${end} ${along}h${pin}`],
      ])
      .join('');
    return this.#line(d, pinWidth);
  }

  /** The frame without the two corners that the slash goes through. */
  halves(): Line {
    const { frame, radius } = this.#measures;
    const [low, high] = [this.#middle - this.#edge, this.#middle + this.#edge];
    const [r, open] = [radius - frame / 2, this.#edge * 2 - frame * 2];
    return this.#line(
      `M${low + open} ${low}H${low + r}a${r} ${r} 0 0 0 ${-r} ${r}V${low + open}` +
        `M${high - open} ${high}H${high - r}a${r} ${r} 0 0 0 ${r} ${-r}V${high - open}`,
      frame,
    );
  }

  /** The frame with a gap in the middle of each side, so many strokes wide. */
  brokenFrame(strokes: number): Line {
    const { frame, radius, stroke } = this.#measures;
    const [low, high] = [this.#middle - this.#edge, this.#middle + this.#edge];
    const r = radius - frame / 2;
    const [before, after] = [this.#middle - (stroke * strokes) / 2, this.#middle + (stroke * strokes) / 2];
    const arc = (x: number, y: number) => `a${r} ${r} 0 0 1 ${x} ${y}`;
    return this.#line(
      `M${low} ${before}V${low + r}${arc(r, -r)}H${before}M${after} ${low}H${high - r}${arc(r, r)}V${before}` +
        `M${high} ${after}V${high - r}${arc(-r, r)}H${after}M${before} ${high}H${low + r}${arc(-r, -r)}V${after}`,
      frame,
    );
  }

  /** From the bottom up. */
  fill(level: number): Line {
    const side = this.#reach * 2;
    const height = Math.round((side * level) / MARK_LEVELS);
    const [left, bottom] = [this.#middle - this.#reach, this.#middle + this.#reach];
    return this.#block(left, bottom - height, side, height);
  }

  /** What closes the gap between frame and inside: the chip looks heavy. */
  lining(): Line {
    const { gap } = this.#measures;
    return this.#line(this.#square(this.#reach + gap / 2, 0), gap);
  }

  exclamation(): readonly Line[] {
    const { stroke } = this.#measures;
    const [left, top, side] = [this.#middle - stroke / 2, this.#middle - this.#reach, this.#reach * 2];
    const dot = this.#grid === 16 ? 1 : stroke;
    return [this.#block(left, top, stroke, side - dot - stroke / 2), this.#block(left, top + side - dot, stroke, dot)];
  }

  /** Three quarters, open where a level would fill first. */
  arc(): Line {
    const line = this.#slender();
    const r = this.#reach - line / 2;
    return this.#line(`M${this.#middle + r} ${this.#middle}a${r} ${r} 0 1 0 ${-r} ${r}`, line);
  }

  cross(): Line {
    const line = this.#slender();
    const [low, side] = [this.#middle - this.#reach + line / 5, this.#reach * 2 - line / 2.5];
    return this.#line(`M${low} ${low}l${side} ${side}m0 ${-side}l${-side} ${side}`, line);
  }

  slash(): Line {
    const { margin, stroke } = this.#measures;
    const side = this.#grid - margin * 3;
    return this.#line(`M${margin * 1.5} ${this.#grid - margin * 1.5}l${side} ${-side}`, stroke);
  }

  bars(): readonly Line[] {
    const { stroke } = this.#measures;
    const [top, side] = [this.#middle - this.#reach, this.#reach * 2];
    return [-1.5, 0.5].map((at) => this.#block(this.#middle + at * stroke, top, stroke, side));
  }

  plus(): readonly Line[] {
    const { stroke } = this.#measures;
    const [low, side, thin] = [this.#middle - this.#reach, this.#reach * 2, this.#middle - stroke / 2];
    return [this.#block(thin, low, stroke, side), this.#block(low, thin, side, stroke)];
  }

  point(): Line {
    const { stroke } = this.#measures;
    return this.#block(this.#middle - stroke / 2, this.#middle - stroke / 2, stroke, stroke);
  }

  /** Of lines that cross pixels: on the smallest grid a full stroke would run together. */
  #slender(): number {
    return Math.min(this.#measures.stroke, this.#reach * 0.46);
  }

  #square(half: number, radius: number): string {
    const [low, side] = [this.#middle - half, (half - radius) * 2];
    const arc = (x: number, y: number) => (radius === 0 ? '' : `a${radius} ${radius} 0 0 1 ${x} ${y}`);
    return (
      `M${low + radius} ${low}h${side}${arc(radius, radius)}v${side}${arc(-radius, radius)}` +
      `h${-side}${arc(-radius, -radius)}v${-side}${arc(radius, -radius)}z`
    );
  }

  #block(x: number, y: number, width: number, height: number): Line {
    return { d: `M${x} ${y}h${width}v${height}h${-width}z`, line: 0 };
  }

  #line(d: string, line: number): Line {
    return { d, line };
  }
}
