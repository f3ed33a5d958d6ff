import type { RelabelRule } from '../../main/core/model/relabel-rule.ts';
import type { ScenarioSettings } from './our-chain.ts';
import type { ScriptedAnswer } from './scripted-target.ts';

/** A target of our own, scraped by the Collector and by us. */
export interface LiveScenario {
  readonly name: string;
  readonly answers: readonly ScriptedAnswer[];
  readonly settings?: ScenarioSettings;
  /** Jobs that its points come with; its name when left out. */
  readonly jobs?: readonly string[];
}

export const om = (...lines: string[]): ScriptedAnswer => ({
  format: 'openmetrics',
  status: 200,
  text: () => `${lines.join('\n')}\n# EOF\n`,
});
export const text = (...lines: string[]): ScriptedAnswer => ({
  format: 'text',
  status: 200,
  text: () => `${lines.join('\n')}\n`,
});
/** As `om`; `{now-3}` is the time three seconds ago, in seconds. */
export const omNow = (...lines: string[]): ScriptedAnswer => ({
  format: 'openmetrics',
  status: 200,
  text: (nowMs) =>
    `${lines.join('\n')}\n# EOF\n`.replace(/\{now-(\d+)\}/g, (_, seconds: string) =>
      String(nowMs / 1000 - Number(seconds)),
    ),
});
export const rule = (over: Partial<RelabelRule>): RelabelRule => ({
  action: 'replace',
  sourceLabels: [],
  separator: ';',
  regex: '(.*)',
  targetLabel: '',
  replacement: '$1',
  modulus: 0,
  ...over,
});

export const tokens = (value: number, labels: string): string => `prompt_tokens_total${labels} ${String(value)}`;
export const TOKENS = ['# HELP prompt_tokens_total Tokens.', '# TYPE prompt_tokens_total counter'];
export const LATENCY = ['# HELP latency_seconds Latency.', '# TYPE latency_seconds histogram'];
export const latency = (
  a: number,
  b: number,
  count: number,
  sum: string | undefined,
  le = ['0.5', '2.5'],
): string[] => [
  `latency_seconds_bucket{le="${le[0] ?? ''}"} ${String(a)}`,
  `latency_seconds_bucket{le="${le[1] ?? ''}"} ${String(b)}`,
  `latency_seconds_bucket{le="+Inf"} ${String(count)}`,
  ...(sum === undefined ? [] : [`latency_seconds_sum ${sum}`]),
  `latency_seconds_count ${String(count)}`,
];
