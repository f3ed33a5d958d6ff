import { BlockList, isIP } from 'node:net';
import { isLoopback } from '../../model/loopback.ts';
import type { ProxySettings } from '../../model/target-settings.ts';
import { ScrapeProblem } from './scrape-problem.ts';

/** Environment variables, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy over which `target` is to be asked, or undefined. Throws a `ScrapeProblem` for an address that cannot be
 * read.
 *
 * As Prometheus does: a `proxy_url` without `no_proxy` is for every target; else the rules of Go's `httpproxy` hold:
 * `HTTPS_PROXY` is for https, `HTTP_PROXY` for http, a missing scheme is http, and neither loopback nor what
 * `NO_PROXY` names goes over a proxy. Node's packages for this read `process.env` themselves and know no networks (CIDR).
 */
export function chooseProxy(target: URL, proxy: ProxySettings, environment: Environment): URL | undefined {
  if (proxy.kind === 'none') return undefined;
  if (proxy.kind === 'url' && proxy.noProxy.trim() === '') return proxyUrl(proxy.url, 'proxy_url');
  const noProxy = proxy.kind === 'url' ? proxy.noProxy : fromEnvironment(environment, 'NO_PROXY');
  if (isExcluded(target, noProxy)) return undefined;
  if (proxy.kind === 'url') return proxyUrl(proxy.url, 'proxy_url');
  const name = target.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const value = fromEnvironment(environment, name);
  return value === '' ? undefined : proxyUrl(value, name);
}

function fromEnvironment(environment: Environment, name: string): string {
  const upper = environment[name];
  return upper === undefined || upper === '' ? (environment[name.toLowerCase()] ?? '') : upper;
}

function proxyUrl(text: string, from: string): URL {
  const url = readUrl(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
  if (url === undefined) throw new ScrapeProblem(`${from} is no address. Write it like http://proxy:3128`);
  if (url.protocol === 'http:' || url.protocol === 'https:') return url;
  throw new ScrapeProblem(`${from}: a proxy of the kind ${url.protocol}// is not supported. Use an HTTP proxy`);
}

function readUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    // The caller says how it is written; the text may hold a password.
    return undefined;
  }
}

function isExcluded(target: URL, noProxy: string): boolean {
  const host = withoutBrackets(target.hostname).toLowerCase();
  if (isLoopback(host)) return true;
  const port = target.port === '' ? (target.protocol === 'https:' ? '443' : '80') : target.port;
  return noProxy.split(',').some((entry) => names(entry.trim().toLowerCase(), host, port));
}

/**
 * One entry of NO_PROXY: `*`, an address, a network, a domain with its subdomains, or `.domain` for these alone;
 * all but the first may have a port.
 */
function names(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true;
  if (entry.includes('/')) return isInNetwork(host, entry);
  const [, named = entry, namedPort = port] = isIP(entry) === 0 ? (/^(.*):(\d+)$/.exec(entry) ?? []) : [];
  return named !== '' && namedPort === port && isNamed(host, withoutBrackets(named).replace(/^\*\./, '.'));
}

function isNamed(host: string, name: string): boolean {
  if (isIP(name) !== 0 || isIP(host) !== 0) return name === host;
  return name.startsWith('.') ? host.endsWith(name) : host === name || host.endsWith(`.${name}`);
}

function isInNetwork(host: string, network: string): boolean {
  const [, address = '', prefix = ''] = /^(.+)\/(\d{1,3})$/.exec(network) ?? [];
  const version = isIP(address);
  if (version === 0 || isIP(host) !== version || Number(prefix) > (version === 4 ? 32 : 128)) return false;
  const family = version === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  list.addSubnet(address, Number(prefix), family);
  return list.check(host, family);
}

function withoutBrackets(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1');
}
