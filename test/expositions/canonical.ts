import type { Exemplar, Labels, Sample } from '../../main/core/model/sample.ts';

/** A text that names one double: the shortest that reads back as it, with the sign of zero. */
function exact(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

/** One line of text per sample, equal exactly when the samples are: name, labels, value, time and exemplar. */
export function canonical({ name, labels, value, timestampMs, exemplar }: Sample): string {
  const parts = [`${JSON.stringify(name)}${labelText(labels)}`, exact(value), timeText(timestampMs)];
  return [...parts, exemplarText(exemplar)].filter((part) => part !== '').join(' ');
}

function exemplarText(exemplar: Exemplar | undefined): string {
  if (exemplar === undefined) return '';
  return `# ${labelText(exemplar.labels)} ${exact(exemplar.value)} ${timeText(exemplar.timestampMs)}`.trimEnd();
}

function labelText(labels: Labels): string {
  return `{${labels.map(([name, value]) => `${JSON.stringify(name)}=${JSON.stringify(value)}`).join(',')}}`;
}

function timeText(timestampMs: number | undefined): string {
  return timestampMs === undefined ? '' : `@${exact(timestampMs)}ms`;
}

/** What is more often in one list than in the other: texts of `left` alone and of `right` alone, sorted. */
export function multisetDifference(
  left: readonly string[],
  right: readonly string[],
): { readonly left: readonly string[]; readonly right: readonly string[] } {
  const counts = new Map<string, number>();
  for (const text of left) counts.set(text, (counts.get(text) ?? 0) + 1);
  for (const text of right) counts.set(text, (counts.get(text) ?? 0) - 1);
  const more = (sign: number) =>
    [...counts].flatMap(([text, count]) => Array<string>(Math.max(0, sign * count)).fill(text)).sort();
  return { left: more(1), right: more(-1) };
}
