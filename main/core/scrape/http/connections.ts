import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { TlsSettings } from '../../model/target-settings.ts';
import { tlsOptions, type TlsMaterial } from './tls-options.ts';
import { TunnelAgent } from './tunnel-agent.ts';

/** How a target is reached. */
export interface Route {
  readonly secure: boolean;
  readonly proxy: URL | undefined;
  readonly tls: TlsSettings;
  readonly material: TlsMaterial;
}

/** A target asks one thing at a time: scrape, health, models. */
const KEPT = { keepAlive: true, maxFreeSockets: 2 };

/** The connections of one target, kept between its requests until `close`. */
export class Connections {
  #agent: HttpAgent | undefined;
  #key = '';

  /** The agent for a route: the one that is kept, unless the route, or the content of a certificate file, changed. */
  agentFor(route: Route): HttpAgent {
    const key = JSON.stringify([route.secure, route.proxy?.href, route.tls, route.material]);
    if (this.#agent !== undefined && key === this.#key) return this.#agent;
    const agent = newAgent(route);
    this.close();
    this.#agent = agent;
    this.#key = key;
    return agent;
  }

  /** Closes them, those in use too. */
  close(): void {
    this.#agent?.destroy();
    this.#agent = undefined;
  }
}

function newAgent({ secure, proxy, tls, material }: Route): HttpAgent {
  if (!secure) return proxy?.protocol === 'https:' ? new HttpsAgent(KEPT) : new HttpAgent(KEPT);
  const options = { ...KEPT, ...tlsOptions(tls, material) };
  return proxy === undefined ? new HttpsAgent(options) : new TunnelAgent(proxy, options);
}
