import type { Labels } from '../model/sample.ts';

/** Where points come from. */
export interface Origin {
  /** The box's name. */
  readonly box: string;
  /** Prometheus' job, `service.name`. */
  readonly job: string;
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly port: number;
}

/** As the Collector's Prometheus receiver has them; it leaves `server.address` out for a loopback target. */
export function resourceAttributes(origin: Origin): Record<string, string> {
  const attributes: Record<string, string> = {
    ...identity(origin),
    'server.port': String(origin.port),
    'url.scheme': origin.scheme,
  };
  if (!isLoopback(origin.host)) attributes['server.address'] = origin.host;
  return attributes;
}

/** The scraped labels, then what Dynatrace may drop from a resource. A label of one of our names becomes `exported_…`. */
export function pointAttributes(labels: Labels, origin: Origin): Record<string, string> {
  const ours = Object.entries({ box: origin.box, ...identity(origin) });
  const taken = new Set([...ours, ...labels].map(([name]) => name));
  const scraped: (readonly [string, string])[] = [];
  for (const [name, value] of labels) {
    if (value === '') continue;
    const own = ours.some(([ourName]) => ourName === name);
    scraped.push([own ? exportedName(name, taken) : name, value]);
  }
  return Object.fromEntries([...scraped, ...ours]);
}

/** Prometheus' rule for `honor_labels: false`: the prefix is put on until the name is free. */
function exportedName(name: string, taken: ReadonlySet<string>): string {
  const exported = `exported_${name}`;
  return taken.has(exported) ? exportedName(exported, taken) : exported;
}

/** Behind a tunnel every box is 127.0.0.1, so there the box's name stands for the host. */
function identity(origin: Origin): Record<string, string> {
  const host = isLoopback(origin.host) ? origin.box : origin.host;
  return { 'service.name': origin.job, 'service.instance.id': `${host}:${String(origin.port)}` };
}

function isLoopback(host: string): boolean {
  return (
    host === 'localhost' || host === '0.0.0.0' || host === '::1' || host === '[::1]' || /^127(?:\.\d+){3}$/.test(host)
  );
}
