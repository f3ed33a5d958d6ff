import { Chart, Filler, LinearScale, LineController, LineElement, PointElement } from 'chart.js';
import type { ChartDataset, ScriptableContext } from 'chart.js';
import { useEffect, useRef } from 'preact/hooks';
import { decimate } from './decimate.ts';
import type { Keep, LinePoint } from './decimate.ts';
import { lineScale } from './line-scale.ts';
import { onLookChange } from './look-change.ts';

Chart.register(Filler, LineController, LineElement, PointElement, LinearScale);

/** A colour token of tokens.css, without the two dashes. */
export type LineTone = 'blue' | 'amber' | 'violet' | 'green' | 'red';

interface SparklineProps {
  readonly history: readonly (number | null)[];
  readonly tone: LineTone;
  /** What the line shows, for those who cannot see it. */
  readonly label: string;
  readonly class: string;
  /** Top of the scale; left out, the line fills its own height. */
  readonly max?: number;
  /** Above it an alert can fire: a dashed line. */
  readonly limit?: number | null;
  /** What is drawn of a stretch that is narrower than a pixel or two; peaks unless it says otherwise. */
  readonly keep?: Keep;
}

interface XY {
  readonly x: number;
  readonly y: number;
}
type SparkChart = Chart<'line', XY[]>;

/** A line of the recent past. A null in the history is a gap in the line. */
export function Sparkline(props: SparklineProps) {
  const { history, tone, label, max, limit = null, keep = 'peaks', class: className } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const chart = useRef<SparkChart | null>(null);

  const redraw = useRef<() => void>(() => undefined);
  useEffect(() => {
    if (canvas.current === null) return undefined;
    const made = makeChart(canvas.current, () => {
      redraw.current();
    });
    chart.current = made;
    return () => {
      made.destroy();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    const draw = () => {
      // Out of sight, as in a narrow window, it has no area to be drawn in.
      if (chart.current === null || chart.current.canvas.clientWidth === 0) return;
      drawLine(chart.current, { history, max, limit, keep });
    };
    redraw.current = draw;
    draw();
    return onLookChange(draw);
  }, [history, tone, max, limit, keep]);

  return (
    <div class={`sparkline line-${tone} ${className}`} role="img" aria-label={label}>
      <canvas ref={canvas} aria-hidden="true" />
    </div>
  );
}

/** How many points are drawn depends on the place: `resized` is told when that has another size. */
function makeChart(canvas: HTMLCanvasElement, resized: () => void): SparkChart {
  return new Chart<'line', XY[]>(canvas, {
    type: 'line',
    data: { datasets: [] },
    options: {
      animation: false,
      parsing: false,
      normalized: true,
      events: [],
      responsive: true,
      maintainAspectRatio: false,
      onResize: resized,
      layout: { padding: { top: 1.5, bottom: 1 } },
      elements: {
        point: { radius: 0 },
        line: { borderWidth: 1.5, borderJoinStyle: 'round', cubicInterpolationMode: 'monotone' },
      },
      scales: { x: { type: 'linear', display: false }, y: { type: 'linear', display: false, min: 0 } },
    },
  });
}

/** A mean every third pixel is calm; peaks need a pixel each. */
const POINTS_PER_PIXEL: Readonly<Record<Keep, number>> = { peaks: 1, mean: 0.35 };

interface Drawn {
  readonly history: SparklineProps['history'];
  readonly max: number | undefined;
  readonly limit: number | null;
  readonly keep: Keep;
}

function drawLine(chart: SparkChart, { history, max, limit, keep }: Drawn): void {
  const most = Math.max(chart.canvas.clientWidth * POINTS_PER_PIXEL[keep], 24);
  const points = decimate(history, most, keep);
  const scale = lineScale(
    points.map(({ y }) => y),
    max,
    limit,
  );
  const last = Math.max(history.length - 1, 1);
  const line = lineOf(points, colourOf(chart.canvas));
  chart.data.datasets = scale.limit === null ? [line] : [line, limitLine(scale.limit, last)];
  chart.options.scales = {
    x: { type: 'linear', display: false, min: 0, max: last },
    y: { type: 'linear', display: false, min: 0, max: scale.top },
  };
  chart.update('none');
}

function lineOf(points: readonly LinePoint[], colour: string): ChartDataset<'line', XY[]> {
  return {
    data: points.map(({ x, y }) => ({ x, y: y ?? NaN })),
    borderColor: colour,
    backgroundColor: (context: ScriptableContext<'line'>) => fade(context.chart, colour),
    fill: 'origin',
    spanGaps: false,
    ...dotsOf(points, colour),
  };
}

/** A value between two gaps would be a line without length. */
function dotsOf(points: readonly LinePoint[], colour: string): Partial<ChartDataset<'line', XY[]>> {
  const isGap = (at: number): boolean => (points[at]?.y ?? null) === null;
  const radii = points.map((_, at) => (!isGap(at) && isGap(at - 1) && isGap(at + 1) ? 1 : 0));
  if (!radii.includes(1)) return {};
  return { pointRadius: radii, pointBackgroundColor: colour, pointBorderWidth: 0 };
}

function limitLine(limit: number, last: number): ChartDataset<'line', XY[]> {
  return {
    data: [
      { x: 0, y: limit },
      { x: last, y: limit },
    ],
    borderColor: getComputedStyle(document.documentElement).getPropertyValue('--limit').trim(),
    borderWidth: 1,
    borderDash: [3, 3],
    fill: false,
  };
}

/** As `rgb(r, g, b)`, whatever the theme; the system's own colours, where it forces them, may have an alpha, too. */
function colourOf(canvas: HTMLCanvasElement): string {
  return getComputedStyle(canvas).color;
}

/** From 28 % at the top to 2 % at the bottom. */
function fade(chart: Chart, colour: string): CanvasGradient | string {
  const area = chart.chartArea as Chart['chartArea'] | undefined;
  if (area === undefined) return 'transparent';
  const gradient = chart.ctx.createLinearGradient(0, area.top, 0, area.bottom);
  gradient.addColorStop(0, translucent(colour, 0.28));
  gradient.addColorStop(1, translucent(colour, 0.02));
  return gradient;
}

function translucent(colour: string, share: number): string {
  return colour.replace(/^rgba?\(([^,]+, [^,]+, [^,)]+).*$/, `rgba($1, ${share})`);
}
