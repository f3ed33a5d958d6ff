import { openMemoryOutbox, Pipeline, type OpenedOutbox, type Selection } from '../core/pipeline.ts';
import type { Answer, MonitorApi, SaveDestination, SetForwarding } from '../../preload/contract/api.ts';
import type { Snapshot } from '../../preload/contract/view.ts';
import type { Configuration, FamilyChoice } from './config/configuration.ts';
import { beginsAtZero, unitOf } from './dialects/catalog.ts';
import { detectDialect } from './dialects/detect-dialect.ts';
import { SIGNALS } from './dialects/signals.ts';
import { parseEndpoint } from './endpoint.ts';
import { openSelection, selectionOf } from './family-selection.ts';
import { md5, sha256 } from './hashes.ts';
import type { MonitorFacts } from './monitor-facts.ts';
import type { MonitorOptions } from './monitor-options.ts';
import type { Ports } from './ports.ts';
import { takeSnapshot, type BoxFacts } from './snapshot.ts';
import { conclusionOf, testConnection, type ConnectionStep } from './test-connection.ts';
import { tokenProblem } from './token-rules.ts';

/** Watches and forwards; every screen talks to its `api`. */
export interface Monitor {
  readonly api: MonitorApi;
  start(): void;
  /** Goes on with another configuration; what it does not change is not disturbed. */
  apply(configuration: Configuration): void;
  /** The computer woke up, or the network is another one. */
  retryNow(): void;
  /** What its own metrics and a bug report tell. */
  facts(): MonitorFacts;
  /** Lets scrapes under way end and sends what is queued, within `withinMs` (default 1,500); closes the outbox. */
  stop(withinMs?: number): Promise<void>;
}

/** How often a keychain that is locked or silent is asked again, ms. */
const KEYCHAIN_AGAIN_MS = 30_000;

/** Throws a `RangeError` whose message is for the user when the token cannot be used. */
export function createMonitor(options: MonitorOptions, ports: Ports): Monitor {
  const problem = options.token === undefined ? undefined : tokenProblem(options.token);
  if (problem !== undefined) throw new RangeError(`${problem} (DT_API_TOKEN)`);
  return new ConfiguredMonitor(options, ports);
}

class ConfiguredMonitor implements Monitor {
  readonly api: MonitorApi;
  readonly #ports: Ports;
  readonly #pipeline: Pipeline;
  readonly #outbox: OpenedOutbox;
  readonly #environmentToken: string | undefined;
  #configuration: Configuration;
  /** Boxes whose switch is on. */
  #forwarded: ReadonlySet<string> = new Set();
  #selection: Selection;
  #endpoint = '';
  #token: string | undefined;
  /** Why the keychain gave no token, in words; empty when it was not asked, or has none. */
  #keychainProblem = '';
  #cancelKeychain: () => void = () => undefined;

  constructor({ configuration, token, outbox, observer }: MonitorOptions, ports: Ports) {
    this.#ports = ports;
    this.#environmentToken = token;
    this.#configuration = configuration;
    const { clock, random, environment } = ports;
    this.#outbox = outbox ?? openMemoryOutbox({ sha256, nowMs: clock.nowMs() });
    this.#pipeline = new Pipeline({
      catalogue: { signals: SIGNALS, beginsAtZero, unitOf, dialectOf },
      ...{ clock, random, environment, md5, openSelection, maxStalenessMs: configuration.maxStalenessMs },
      ...{ outbox: this.#outbox.outbox, observer },
    });
    this.#selection = selectionOf(configuration.forward.families);
    this.#forwarded = boxesToForward(configuration);
    this.#forward();
    this.#pipeline.watch(configuration.targets);
    this.#endpoint = configuration.forward.endpoint ?? '';
    this.#token = token ?? configuration.forward.token;
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
    this.#useDestination();
    this.#pipeline.start();
  }

  apply(configuration: Configuration): void {
    const { forward: before } = this.#configuration;
    const { forward: after } = configuration;
    if (!isSame(before.families, after.families)) this.#selection = selectionOf(after.families);
    this.#forwarded = isSame(before.boxes, after.boxes)
      ? new Set([...this.#forwarded, ...addedBoxes(this.#configuration, configuration)])
      : boxesToForward(configuration);
    this.#configuration = configuration;
    this.#forward();
    this.#pipeline.watch(configuration.targets);
    if (before.endpoint === after.endpoint && before.token === after.token) return;
    this.#endpoint = after.endpoint ?? '';
    this.#token = this.#environmentToken ?? after.token;
    this.#useDestination();
  }

  async stop(withinMs = 1_500): Promise<void> {
    this.#cancelKeychain();
    await this.#pipeline.stop(withinMs);
    this.#outbox.close();
  }

  retryNow(): void {
    this.#pipeline.retryNow();
    if (this.#token === undefined) this.#useDestination();
  }

  facts(): MonitorFacts {
    const { outbox, durable } = this.#outbox;
    return {
      ledger: outbox.summary(),
      deadLetters: outbox.deadLetters(),
      queueBytes: outbox.queuedBytes,
      store: { durable, problem: outbox.problem, notices: outbox.notices },
      delivery: this.#pipeline.delivery,
      targets: this.#pipeline.targets,
    };
  }

  #snapshot(): Snapshot {
    const targets = this.#pipeline.targets;
    const boxes = [...new Set(targets.map(({ settings }) => settings.box))];
    const facts = boxes.map((name): BoxFacts => ({
      name,
      targets: targets.filter(({ settings }) => settings.box === name),
      forwarding: {
        on: this.#forwarded.has(name),
        endpoint: this.#endpoint,
        hasToken: this.#token !== undefined,
        keychainProblem: this.#keychainProblem,
        delivery: this.#pipeline.delivery,
        rejections: this.#pipeline.rejections,
        ledger: this.#pipeline.ledger(name),
      },
    }));
    return takeSnapshot(facts, this.#notes(), this.#ports.clock.nowMs());
  }

  /** What concerns the ledger as a whole. */
  #notes(): readonly string[] {
    const { problem, notices } = this.#outbox.outbox;
    return problem === undefined ? notices : [`Nothing can be stored now: ${problem}`, ...notices];
  }

  #forward(): void {
    const forwarded = this.#forwarded;
    this.#pipeline.forward({
      isForwarded: (box) => forwarded.has(box),
      selection: this.#selection,
      summaryQuantiles: this.#configuration.forward.summaryQuantiles,
    });
  }

  #setForwarding({ box, on }: SetForwarding): Answer {
    const { targets } = this.#pipeline;
    if (!targets.some(({ settings }) => settings.box === box)) {
      return { ok: false, reason: `There is no box called ${box}` };
    }
    const others = [...this.#forwarded].filter((name) => name !== box);
    this.#forwarded = new Set(on ? [...others, box] : others);
    this.#forward();
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
    const refusal = await refusalOf(endpoint.endpoint, trimmed);
    if (refusal !== undefined) return { ok: false, reason: refusal };
    const stored = await this.#ports.secrets.write(endpoint.endpoint, trimmed);
    if (stored.kind !== 'stored') return { ok: false, reason: `The keychain did not take the token: ${stored.reason}` };
    this.#endpoint = endpoint.endpoint;
    this.#token = trimmed;
    this.#useDestination();
    return { ok: true };
  }

  #useDestination(): void {
    this.#cancelKeychain();
    this.#keychainProblem = '';
    const [endpoint, token] = [this.#endpoint, this.#token];
    this.#pipeline.setDestination(endpoint === '' ? undefined : { endpoint, token });
    if (token === undefined && endpoint !== '') void this.#readToken(endpoint);
  }

  /** A locked keychain is no empty one: it is told, and asked again until it is unlocked. */
  async #readToken(endpoint: string): Promise<void> {
    const answer = await this.#ports.secrets.read(endpoint);
    if (this.#token !== undefined || this.#endpoint !== endpoint) return;
    switch (answer.kind) {
      case 'present':
        this.#token = answer.secret;
        this.#useDestination();
        return;
      case 'unset':
        this.#keychainProblem = '';
        return;
      case 'locked':
      case 'unavailable':
        this.#keychainProblem = answer.reason;
        this.#cancelKeychain = this.#ports.clock.after(KEYCHAIN_AGAIN_MS, () => void this.#readToken(endpoint));
    }
  }
}

/** Why a token is not stored: it is tested before, so that a wrong one is told at once. */
async function refusalOf(address: string, token: string): Promise<string | undefined> {
  const steps: ConnectionStep[] = [];
  for await (const step of testConnection({ address, token })) steps.push(step);
  if (conclusionOf(steps) === 'accepted') return undefined;
  return steps[steps.length - 1]?.words;
}

function boxesToForward({ forward, targets }: Configuration): ReadonlySet<string> {
  return new Set(forward.boxes === 'all' ? targets.map(({ box }) => box) : forward.boxes);
}

/** Boxes that the new configuration brings and forwards; the switches of the others stay as the user left them. */
function addedBoxes(before: Configuration, after: Configuration): readonly string[] {
  const known = new Set(before.targets.map(({ box }) => box));
  return [...boxesToForward(after)].filter((box) => !known.has(box));
}

function isSame(a: FamilyChoice | 'all' | readonly string[], b: FamilyChoice | 'all' | readonly string[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Empty where the metrics tell nothing: then what was known before stays. */
function dialectOf(families: Iterable<string>): string {
  const dialect = detectDialect(families);
  return dialect === 'unknown' ? '' : dialect;
}
