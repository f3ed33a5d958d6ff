/** The name under which truth and sink speak of one series: `metric{a="1",b="2"}`, labels sorted by name. */

export type Labels = Readonly<Record<string, string>>;

/** Writes a series' id. Values are escaped as in Prometheus text, so that two series never share an id. */
export function seriesId(metric: string, labels: Labels): string {
  const names = Object.keys(labels).sort();
  if (names.length === 0) return metric;
  const parts = names.map((name) => `${name}="${escapeValue(labels[name] ?? '')}"`);
  return `${metric}{${parts.join(',')}}`;
}

function escapeValue(value: string): string {
  return value.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n');
}
