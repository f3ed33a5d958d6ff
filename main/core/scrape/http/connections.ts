import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent, type AgentOptions } from 'node:https';
import { checkServerIdentity } from 'node:tls';
import type { TlsSettings } from '../../model/target-settings.ts';
import { tlsOptions, type TlsMaterial } from './tls-options.ts';
import { TunnelAgent } from './tunnel-agent.ts';

/** Where a tunnel begins on this computer. */
export interface NearEnd {
  readonly host: string;
  readonly port: number;
}

/** How a target is reached. */
export interface Route {
  readonly secure: boolean;
  /** Whom the certificate has to name, where TLS settings do not say another. */
  readonly host: string;
  /** Connected to in place of the target; undefined: itself, or the proxy. */
  readonly dial: NearEnd | undefined;
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
    const key = JSON.stringify([route.secure, route.dial, route.proxy?.href, route.tls, route.material]);
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

function newAgent({ secure, host, dial, proxy, tls, material }: Route): HttpAgent {
  if (!secure) return proxy?.protocol === 'https:' ? new HttpsAgent(KEPT) : new HttpAgent({ ...KEPT, ...dial });
  const options = { ...KEPT, ...tlsOptions(tls, material), ...(dial === undefined ? {} : dialled(dial, host)) };
  return proxy === undefined ? new HttpsAgent(options) : new TunnelAgent(proxy, options);
}

/** An agent's options win over those of a request, which still asks the target by its own name. */
function dialled(dial: NearEnd, host: string): AgentOptions {
  return {
    ...dial,
    checkServerIdentity: (name, certificate) => checkServerIdentity(nameOf(name, dial, host), certificate),
  };
}

/** A target whose host is a number has no name to be sent, and Node then takes the host that it connects to. */
function nameOf(name: string, dial: NearEnd, host: string): string {
  return name === dial.host ? host.replace(/^\[(.*)\]$/, '$1') : name;
}
