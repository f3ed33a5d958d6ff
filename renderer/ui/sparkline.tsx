import { Chart, Filler, LinearScale, LineController, LineElement, PointElement } from 'chart.js';
import type { ChartDataset, ScriptableContext } from 'chart.js';
import { useEffect, useRef } from 'preact/hooks';

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
}

interface XY {
  readonly x: number;
  readonly y: number;
}
type SparkChart = Chart<'line', XY[]>;

const darkScheme = window.matchMedia('(prefers-color-scheme: dark)');

/** A line of the recent past. A null in the history is a gap in the line. */
export function Sparkline({ history, tone, label, max, class: className }: SparklineProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const chart = useRef<SparkChart | null>(null);

  useEffect(() => {
    if (canvas.current === null) return undefined;
    const made = makeChart(canvas.current);
    chart.current = made;
    return () => {
      made.destroy();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    const draw = () => {
      if (chart.current !== null) drawLine(chart.current, history, tone, max);
    };
    draw();
    darkScheme.addEventListener('change', draw);
    return () => {
      darkScheme.removeEventListener('change', draw);
    };
  }, [history, tone, max]);

  return (
    <div class={`sparkline ${className}`} role="img" aria-label={label}>
      <canvas ref={canvas} />
    </div>
  );
}

function makeChart(canvas: HTMLCanvasElement): SparkChart {
  return new Chart<'line', XY[]>(canvas, {
    type: 'line',
    data: { datasets: [{ data: [] }] },
    options: {
      animation: false,
      parsing: false,
      normalized: true,
      events: [],
      responsive: true,
      maintainAspectRatio: false,
      layout: { padding: { top: 1.5, bottom: 1 } },
      elements: { point: { radius: 0 }, line: { borderWidth: 1.5, borderJoinStyle: 'round', tension: 0.25 } },
      scales: { x: { type: 'linear', display: false }, y: { type: 'linear', display: false, min: 0 } },
    },
  });
}

function drawLine(
  chart: SparkChart,
  history: SparklineProps['history'],
  tone: LineTone,
  max: number | undefined,
): void {
  const colour = token(tone);
  const dataset: ChartDataset<'line', XY[]> = {
    data: history.map((value, x) => ({ x, y: value ?? NaN })),
    borderColor: colour,
    backgroundColor: (context: ScriptableContext<'line'>) => fade(context.chart, colour),
    fill: 'origin',
    spanGaps: false,
  };
  const known = history.filter((value) => value !== null);
  const top = max ?? Math.max(...known, 0) * 1.15;
  chart.data.datasets = [dataset];
  chart.options.scales = {
    x: { type: 'linear', display: false, min: 0, max: Math.max(history.length - 1, 1) },
    y: { type: 'linear', display: false, min: 0, max: top > 0 ? top : 1 },
  };
  chart.update('none');
}

function token(tone: LineTone): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${tone}`).trim();
}

/** From 28 % at the top to 2 % at the bottom. */
function fade(chart: Chart, colour: string): CanvasGradient | string {
  const area = chart.chartArea as Chart['chartArea'] | undefined;
  if (area === undefined) return 'transparent';
  const gradient = chart.ctx.createLinearGradient(0, area.top, 0, area.bottom);
  gradient.addColorStop(0, `${colour}47`);
  gradient.addColorStop(1, `${colour}05`);
  return gradient;
}
