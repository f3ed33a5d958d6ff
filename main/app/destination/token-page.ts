/**
 * The page of Dynatrace's web UI that creates access tokens for the environment of an OTLP base URL, as `parseEndpoint`
 * writes it; null where no page can be told. Source: docs.dynatrace.com, settings schema `builtin:tokens.token-settings`.
 */
export function tokenPageOf(endpoint: string): string | null {
  const { hostname, port, origin, pathname } = new URL(endpoint);
  const [, saas] = /^([a-z0-9-]+)\.live\.dynatrace\.com$/.exec(hostname) ?? [];
  if (saas !== undefined) return `https://${saas}.apps.dynatrace.com${PAGE}`;
  const [, environment] = /^(\/e\/[^/]+)\/api\/v2\/otlp$/.exec(pathname) ?? [];
  // An ActiveGate has the environment's API, but not its pages.
  return environment === undefined || port === ACTIVE_GATE ? null : origin + environment + PAGE;
}

const PAGE = '/ui/access-tokens';
const ACTIVE_GATE = '9999';
