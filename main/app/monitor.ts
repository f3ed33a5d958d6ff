import { createHash } from 'node:crypto';
import { parseTargetAddress, Pipeline, type TargetAddress } from '../core/pipeline.ts';
import type { PossibleDuplicate } from '../core/model/ledger.ts';
import type { Answer, MonitorApi, SaveDestination, SetForwarding } from '../../preload/contract/api.ts';
import type { Snapshot } from '../../preload/contract/view.ts';
import { parseEndpoint } from './endpoint.ts';
import type { MonitorOptions } from './monitor-options.ts';
import { beginsAtZero, isForwarded, SIGNALS, unitOf } from './nim-catalog.ts';
import type { Ports } from './ports.ts';
import { takeSnapshot } from './snapshot.ts';
import { tokenProblem } from './token-rules.ts';

/** Watches and forwards; every screen talks to its `api`. */
export interface Monitor {
  readonly api: MonitorApi;
  start(): void;
  /** Lets a scrape under way end and sends what is queued, within `withinMs` (default 1,500). */
  stop(withinMs?: number): Promise<void>;
  possibleDuplicates(): readonly PossibleDuplicate[];
}

/** Prometheus' job, as on Dynatrace's page. */
const JOB = 'nim-metrics';

/** Throws a `RangeError` whose message is for the user when target, endpoint or token cannot be used. */
export function createMonitor(options: MonitorOptions, ports: Ports): Monitor {
  const target = parseTargetAddress(options.target);
  if (!target.ok) throw new RangeError(target.reason);
  const endpoint = options.endpoint === undefined ? undefined : parseEndpoint(options.endpoint);
  if (endpoint?.ok === false) throw new RangeError(endpoint.reason);
  const problem = options.token === undefined ? undefined : tokenProblem(options.token);
  if (problem !== undefined) throw new RangeError(`${problem} (DT_API_TOKEN)`);
  return new OneBoxMonitor(options, ports, target.address, endpoint?.endpoint ?? '');
}

class OneBoxMonitor implements Monitor {
  readonly api: MonitorApi;
  readonly #ports: Ports;
  readonly #pipeline: Pipeline;
  readonly #box: string;
  readonly #address: string;
  #endpoint: string;
  #token: string | undefined;

  constructor(options: MonitorOptions, ports: Ports, address: TargetAddress, endpoint: string) {
    this.#ports = ports;
    this.#endpoint = endpoint;
    this.#token = options.token;
    this.#address = `${address.host}:${String(address.port)}`;
    this.#box = ports.computerName;
    const { clock, random } = ports;
    const sha256 = (body: Uint8Array): string => createHash('sha256').update(body).digest('hex');
    this.#pipeline = new Pipeline({
      ...{ address, clock, random, sha256, beginsAtZero, unitOf, isForwarded },
      box: this.#box,
      job: JOB,
      scrapeIntervalMs: options.scrapeIntervalMs,
      signals: SIGNALS,
    });
    this.#pipeline.setForwarding(options.forward);
    this.api = {
      snapshot: () => Promise.resolve(this.#snapshot()),
      setForwarding: (argument) => Promise.resolve(this.#setForwarding(argument)),
      saveDestination: (argument) => this.#saveDestination(argument),
      on: (_event, listener) =>
        this.#pipeline.onChange(() => {
          listener(this.#snapshot());
        }),
    };
  }

  start(): void {
    this.#applyDestination();
    if (this.#token === undefined && this.#endpoint !== '') void this.#readToken();
    this.#pipeline.start();
  }

  stop(withinMs = 1_500): Promise<void> {
    return this.#pipeline.stop(withinMs);
  }

  possibleDuplicates(): readonly PossibleDuplicate[] {
    return this.#pipeline.possibleDuplicates();
  }

  #snapshot(): Snapshot {
    const facts = {
      name: this.#box,
      address: this.#address,
      target: this.#pipeline.target,
      signal: (id: string) => this.#pipeline.signal(id),
      forwarding: {
        on: this.#pipeline.forwarding,
        endpoint: this.#endpoint,
        hasToken: this.#token !== undefined,
        delivery: this.#pipeline.delivery,
        ledger: this.#pipeline.ledger(),
      },
    };
    return takeSnapshot([facts], this.#ports.clock.nowMs());
  }

  #setForwarding({ box, on }: SetForwarding): Answer {
    if (box !== this.#box) return { ok: false, reason: `There is no box called ${box}` };
    this.#pipeline.setForwarding(on);
    if (!on) return { ok: true };
    if (this.#endpoint === '') return { ok: false, reason: 'Enter where to forward to first' };
    return this.#token === undefined ? { ok: false, reason: 'Enter a token first' } : { ok: true };
  }

  async #saveDestination({ endpoint: text, token }: SaveDestination): Promise<Answer> {
    const endpoint = parseEndpoint(text);
    if (!endpoint.ok) return endpoint;
    const trimmed = token.trim();
    const problem = tokenProblem(trimmed);
    if (problem !== undefined) return { ok: false, reason: problem };
    const stored = await this.#ports.secrets.write(endpoint.endpoint, trimmed);
    if (stored.kind !== 'stored') return { ok: false, reason: `The keychain did not take the token: ${stored.reason}` };
    this.#endpoint = endpoint.endpoint;
    this.#token = trimmed;
    this.#applyDestination();
    return { ok: true };
  }

  async #readToken(): Promise<void> {
    const answer = await this.#ports.secrets.read(this.#endpoint);
    if (answer.kind !== 'present' || this.#token !== undefined) return;
    this.#token = answer.secret;
    this.#applyDestination();
  }

  #applyDestination(): void {
    const token = this.#token;
    const ready = this.#endpoint !== '' && token !== undefined;
    this.#pipeline.setDestination(ready ? { endpoint: this.#endpoint, token } : undefined);
  }
}
