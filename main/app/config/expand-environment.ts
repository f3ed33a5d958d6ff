export type Environment = Readonly<Record<string, string | undefined>>;

export type Expansion =
  | { readonly ok: true; readonly text: string }
  /** `unset` names the variable when that is all that is wrong. */
  | { readonly ok: false; readonly reason: string; readonly unset?: string };

/**
 * Fills in `${env:NAME}`, `${NAME}` and `${env:NAME:-default}`; `$$` is a dollar sign and any other `$` stays.
 * Unlike in the Collector, a variable that is not set is an error: its empty value would only fail later.
 * Source: opentelemetry.io, Collector, "Environment variables".
 */
export function expandEnvironment(text: string, environment: Environment): Expansion {
  let failure: Extract<Expansion, { ok: false }> | undefined;
  const expanded = text.replace(/\$\$|\$\{([^{}]*)\}/g, (_, reference: string | undefined) => {
    if (reference === undefined) return '$';
    const result = lookUp(reference, environment);
    if (result.ok) return result.text;
    failure ??= result;
    return '';
  });
  return failure ?? { ok: true, text: expanded };
}

function lookUp(reference: string, environment: Environment): Expansion {
  const parts = /^(?:env:)?([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?$/.exec(reference);
  if (parts === null) return { ok: false, reason: notAVariable(reference) };
  const [, name = '', fallback] = parts;
  const value = Object.prototype.hasOwnProperty.call(environment, name) ? environment[name] : undefined;
  if (value !== undefined && (value !== '' || fallback === undefined)) return { ok: true, text: value };
  if (fallback !== undefined) return { ok: true, text: fallback };
  return { ok: false, reason: `the environment variable ${name} is not set`, unset: name };
}

function notAVariable(reference: string): string {
  const provider = /^([a-z]+):/.exec(reference)?.[1];
  if (provider !== undefined && provider !== 'env') return `\${${provider}:…} is not supported; only \${env:NAME} is`;
  return `\${${reference}} names no environment variable; write $\${${reference}} if the text itself is meant`;
}
