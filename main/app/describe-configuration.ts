import type { HttpSettings, Secret, TargetSettings } from '../core/model/target-settings.ts';
import type { Configuration } from './config/configuration.ts';
import { OwnWords } from './redact.ts';

/**
 * A configuration without its secrets: only what is named here is taken over, so that whatever is added to it later
 * stays at home too. Of credentials, headers and queries there is only that, and from where, they are set.
 */
export function describeConfiguration(configuration: Configuration): unknown {
  const { form, targets, forward, alerts, maxStalenessMs, warnings } = configuration;
  const { endpoint, token, boxes, families, summaryQuantiles } = forward;
  return {
    form: new OwnWords(form),
    forward: {
      endpoint,
      token: new OwnWords(token === undefined ? 'not in the file' : 'in the file'),
      boxes,
      families,
      summaryQuantiles,
    },
    alerts,
    maxStalenessMs,
    warnings: warnings.map(withoutQuotes),
    targets: targets.map(describeTarget),
  };
}

/** A problem of a configuration without the text that it cites, which may stand in the wrong place. */
export function withoutQuotes(problem: string): string {
  return problem.replace(/"(?:[^"\\]|\\.)*"/g, '"…"');
}

function describeTarget(target: TargetSettings): unknown {
  const { address, via, params, box, labels, scrapeIntervalMs, scrapeTimeoutMs, http, limits } = target;
  const { honorLabels, honorTimestamps, metricRelabel } = target;
  const { scheme, host, port, path } = address;
  return {
    url: `${scheme}://${host}:${String(port)}${path ?? ''}`,
    ...{ via, box, labels, scrapeIntervalMs, scrapeTimeoutMs, honorLabels, honorTimestamps, metricRelabel, limits },
    params: params.map(([name]) => name),
    http: describeHttp(http),
  };
}

function describeHttp({ authorization, headers, tls, proxy, followRedirects }: HttpSettings): unknown {
  const { ca, cert, key, serverName, insecureSkipVerify, minVersion } = tls;
  return {
    authorization: authorization === undefined ? NONE : describeAuthorization(authorization),
    headers: headers.map(([name, value]) => ({ name, value: sourceOf(value) })),
    tls: { ca: sourceOf(ca), cert: sourceOf(cert), key: sourceOf(key), serverName, insecureSkipVerify, minVersion },
    proxy: proxy.kind === 'url' ? { host: hostOf(proxy.url), noProxy: proxy.noProxy } : new OwnWords(proxy.kind),
    followRedirects,
  };
}

const NONE = new OwnWords('none');

function describeAuthorization(authorization: NonNullable<HttpSettings['authorization']>): unknown {
  if (authorization.kind === 'basic')
    return { type: new OwnWords('Basic'), password: sourceOf(authorization.password) };
  return { type: authorization.type, credentials: sourceOf(authorization.credentials) };
}

function sourceOf(secret: Secret | undefined): unknown {
  if (secret === undefined) return NONE;
  return secret.kind === 'text' ? new OwnWords('in the configuration') : { file: secret.path };
}

/** Without user and password. */
function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return 'cannot be read';
  }
}
