import type { Labels } from '../model/sample.ts';
import type { Scope } from '../model/sent-point.ts';

const PREFIX = 'otel_scope_';
/** Who speaks for points that name no scope. */
const OWN: Scope = { name: 'nim-glance', version: '', schemaUrl: '', attributes: [] };

/** Labels that stand in the scope, not on the points. */
export function isScopeLabel(name: string): boolean {
  return name.startsWith(PREFIX);
}

/**
 * The scope that labels `otel_scope_…` name. Source: OpenTelemetry, "Prometheus and OpenMetrics Compatibility",
 * instrumentation scope; the Collector's receiver does the same.
 */
export function scopeOf(labels: Labels): Scope {
  const told = labels.filter(([name, value]) => isScopeLabel(name) && value !== '');
  if (told.length === 0) return OWN;
  const scope = { name: '', version: '', schemaUrl: '' };
  const attributes: (readonly [string, string])[] = [];
  for (const [label, value] of told) {
    const name = label.slice(PREFIX.length);
    if (name === 'name') scope.name = value;
    else if (name === 'version') scope.version = value;
    else if (name === 'schema_url') scope.schemaUrl = value;
    else attributes.push([name, value]);
  }
  return { ...scope, attributes };
}
