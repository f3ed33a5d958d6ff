import { isLoopback } from '../model/loopback.ts';
import type { Point } from '../model/point.ts';
import type { Attributes } from '../model/sent-point.ts';
import type { Labels } from '../model/sample.ts';
import type { TargetAddress } from '../model/target-settings.ts';

/** Where points come from. */
export interface Origin {
  /** The box's name. */
  readonly box: string;
  readonly address: TargetAddress;
  /** The target's own labels, with `job` and `instance`. */
  readonly labels: Labels;
}

/** The family whose labels describe the target and belong into the resource. Source: OpenMetrics 1.0, "target info". */
export const TARGET_INFO = 'target_info';

/**
 * The resource of each `job` and `instance` among the points, as the Collector's Prometheus receiver makes it: with
 * honor_labels the scraped ones make resources of their own. The labels of `target_info` are merged into theirs.
 */
export class Resources {
  readonly #origin: Origin;
  readonly #byTarget = new Map<string, Attributes>();
  readonly #infos = new Map<string, Labels>();

  constructor(origin: Origin, points: readonly Point[]) {
    this.#origin = origin;
    for (const { metric, labels } of points) {
      if (metric !== TARGET_INFO) continue;
      const key = this.#keyOf(labels);
      this.#infos.set(key, [...(this.#infos.get(key) ?? []), ...labels]);
    }
  }

  /** The resource for a point's labels. The same object for the same resource. */
  of(labels: Labels): Attributes {
    const key = this.#keyOf(labels);
    const known = this.#byTarget.get(key);
    if (known !== undefined) return known;
    const info = (this.#infos.get(key) ?? []).filter(([name]) => !isTargetLabel(name));
    const pairs = [...targetAttributes(this.#label(labels, 'job'), this.#label(labels, 'instance'), this.#origin)];
    const attributes = Object.fromEntries([...pairs, ...info].filter(([, value]) => value !== ''));
    this.#byTarget.set(key, attributes);
    return attributes;
  }

  #keyOf(labels: Labels): string {
    return JSON.stringify([this.#label(labels, 'job'), this.#label(labels, 'instance')]);
  }

  #label(labels: Labels, name: string): string {
    return valueOf(labels, name) ?? valueOf(this.#origin.labels, name) ?? '';
  }
}

/** `job` and `instance` stand in the resource, not on the points. */
export function isTargetLabel(name: string): boolean {
  return name === 'job' || name === 'instance';
}

function valueOf(labels: Labels, name: string): string | undefined {
  return labels.find(([label]) => label === name)?.[1];
}

/** `server.address` is left out where it is a loopback address. */
function targetAttributes(job: string, instance: string, origin: Origin): Labels {
  const { address } = origin;
  const { host, port } = hostAndPort(instance) ?? { host: withoutBrackets(address.host), port: String(address.port) };
  return [
    ['service.name', job],
    ['service.instance.id', instanceId(instance, origin)],
    ['server.address', isNowhere(host) ? '' : host],
    ['server.port', port],
    ['url.scheme', address.scheme],
  ];
}

/** Behind a tunnel every box is 127.0.0.1, so there the box's name stands for the host, unless the user named it. */
function instanceId(instance: string, { box, address, labels }: Origin): string {
  const { host, port } = hostAndPort(instance) ?? { host: instance, port: String(address.port) };
  const isOwn = instance === (valueOf(labels, 'instance') ?? instance);
  return isOwn && isNowhere(withoutBrackets(address.host)) && isNowhere(host) ? `${box}:${port}` : instance;
}

/** An `instance` is usually `host:port`; where it is a name instead, undefined. */
function hostAndPort(instance: string): { host: string; port: string } | undefined {
  const [, v6, plain, port] = /^(?:\[([^\]]+)\]|([^:]+)):(\d+)$/.exec(instance) ?? [];
  const host = v6 ?? plain;
  return host === undefined || port === undefined ? undefined : { host, port };
}

function withoutBrackets(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1');
}

/** Whether a host does not tell one computer from another: a loopback or the unspecified address. */
function isNowhere(host: string): boolean {
  return isLoopback(host) || host === '0.0.0.0' || host === '::';
}
