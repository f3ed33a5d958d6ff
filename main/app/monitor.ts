import { openMemoryOutbox, Pipeline, type OpenedOutbox, type Selection } from '../core/pipeline.ts';
import type {
  Answer,
  Events,
  MakeWish,
  MonitorApi,
  SaveDestination,
  SetForwarding,
  Snooze,
} from '../../preload/contract/api.ts';
import type { NoticeView, Snapshot } from '../../preload/contract/view.ts';
import { rulesOf } from './alert-rules/rules-of.ts';
import type { Configuration } from './config/configuration.ts';
import { CATALOGUE } from './dialects/catalog.ts';
import { parseEndpoint } from './endpoint.ts';
import { openSelection, selectionOf } from './family-selection.ts';
import { boxesStillForwarded, boxesToForward, isSameChoice } from './forwarded-boxes.ts';
import type { ForwardingFacts } from './forwarding-view.ts';
import { md5, sha256 } from './hashes.ts';
import { Listeners } from './listeners.ts';
import type { MonitorFacts } from './monitor-facts.ts';
import type { MonitorOptions } from './monitor-options.ts';
import type { Ports } from './ports.ts';
import { takeSnapshot, type BoxFacts } from './snapshot.ts';
import { refusalOf } from './test-connection.ts';
import { tokenProblem } from './token-rules.ts';
import { loggedView } from './watch/alert-views.ts';
import { Watcher } from './watch/watcher.ts';

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
  readonly #watcher: Watcher;
  readonly #noticed = new Listeners<NoticeView>();
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

  constructor({ configuration, token, outbox, alertMemory, observer }: MonitorOptions, ports: Ports) {
    this.#ports = ports;
    this.#environmentToken = token;
    this.#configuration = configuration;
    const { clock, random, environment } = ports;
    this.#outbox = outbox ?? openMemoryOutbox({ sha256, nowMs: clock.nowMs() });
    this.#pipeline = new Pipeline({
      catalogue: CATALOGUE,
      ...{ clock, random, environment, md5, openSelection, maxStalenessMs: configuration.maxStalenessMs },
      ...{ outbox: this.#outbox.outbox, observer },
      scraped: (target, tookMs) => {
        this.#watcher.scraped(target, tookMs);
      },
    });
    this.#watcher = new Watcher(rulesOf(configuration.alerts).rules, alertMemory, {
      clock,
      online: () => ports.online?.(),
      targets: () => this.#pipeline.targets,
      forwarding: (box) => this.#forwardingFacts(box),
      destination: () => ({ endpoint: this.#endpoint, answered: this.#pipeline.answered }),
      tell: (notice) => {
        this.#noticed.tell(notice);
      },
    });
    this.#selection = selectionOf(configuration.forward.families);
    this.#forwarded = boxesToForward(configuration);
    this.#forward();
    this.#pipeline.watch(configuration.targets);
    this.#watcher.use(undefined);
    this.#endpoint = configuration.forward.endpoint ?? '';
    this.#token = token ?? configuration.forward.token;
    this.api = {
      snapshot: () => Promise.resolve(this.#snapshot()),
      setForwarding: (argument) => Promise.resolve(this.#setForwarding(argument)),
      saveDestination: (argument) => this.#saveDestination(argument),
      snooze: (argument) => Promise.resolve(this.#snooze(argument)),
      wish: (argument) => Promise.resolve(this.#wish(argument)),
      history: () => Promise.resolve(this.#watcher.log.map(loggedView)),
      on: (event, listener) => this.#on(event, listener),
    };
  }

  start(): void {
    this.#useDestination();
    this.#pipeline.start();
  }

  apply(configuration: Configuration): void {
    const { forward: before } = this.#configuration;
    const { forward: after } = configuration;
    if (!isSameChoice(before.families, after.families)) this.#selection = selectionOf(after.families);
    this.#forwarded = boxesStillForwarded(this.#forwarded, this.#configuration, configuration);
    const sameRules = isSameChoice(this.#configuration.alerts, configuration.alerts);
    this.#configuration = configuration;
    this.#forward();
    this.#pipeline.watch(configuration.targets);
    this.#watcher.use(sameRules ? undefined : rulesOf(configuration.alerts).rules);
    if (before.endpoint === after.endpoint && before.token === after.token) return;
    this.#endpoint = after.endpoint ?? '';
    this.#token = this.#environmentToken ?? after.token;
    this.#useDestination();
  }

  async stop(withinMs = 1_500): Promise<void> {
    this.#cancelKeychain();
    await this.#pipeline.stop(withinMs);
    this.#watcher.close();
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

  /** The compiler does not tie the listener to the event's name. */
  #on<E extends keyof Events>(event: E, listener: (value: Events[E]) => void): () => void {
    if (event === 'notice') return this.#noticed.add(listener as (value: NoticeView) => void);
    return this.#pipeline.onChange(() => {
      (listener as (value: Snapshot) => void)(this.#snapshot());
    });
  }

  #snapshot(): Snapshot {
    const targets = this.#pipeline.targets;
    const facts = [...new Set(targets.map(({ settings }) => settings.box))].map((name): BoxFacts => ({
      now: this.#watcher.boxNow(name),
      targets: targets.filter(({ settings }) => settings.box === name),
      forwarding: this.#forwardingFacts(name),
      alerts: this.#watcher.firing(name),
      wishes: this.#watcher.wishesOf(name),
    }));
    const { words: network, hidesBoxes: offline } = this.#watcher.network;
    return takeSnapshot(facts, { network, offline, notes: this.#notes() }, this.#ports.clock.nowMs());
  }

  #forwardingFacts(box: string): ForwardingFacts {
    return {
      on: this.#forwarded.has(box),
      endpoint: this.#endpoint,
      hasToken: this.#token !== undefined,
      keychainProblem: this.#keychainProblem,
      delivery: this.#pipeline.delivery,
      rejections: this.#pipeline.rejections,
      ledger: this.#pipeline.ledger(box),
    };
  }

  /** What concerns what is stored as a whole. */
  #notes(): readonly string[] {
    const { problem, notices } = this.#outbox.outbox;
    const unkept = this.#watcher.problem;
    return [
      ...(problem === undefined ? [] : [`Nothing can be stored now: ${problem}`]),
      ...(unkept === undefined ? [] : [`Alerts cannot be kept for the next start: ${unkept}`]),
      ...notices,
    ];
  }

  #forward(): void {
    const forwarded = this.#forwarded;
    this.#pipeline.forward({
      isForwarded: (box) => forwarded.has(box),
      selection: this.#selection,
      summaryQuantiles: this.#configuration.forward.summaryQuantiles,
    });
  }

  #snooze({ box, rule, target, lasting }: Snooze): Answer {
    const found = this.#watcher.snooze(rule, { box, target: target ?? undefined }, lasting);
    return found ? { ok: true } : { ok: false, reason: 'There is no such alert any more' };
  }

  #wish({ box, until, on }: MakeWish): Answer {
    if (!this.#hasBox(box)) return noBox(box);
    if (!on) this.#watcher.unwish(box, until);
    else if (!this.#watcher.wish(box, until)) return { ok: false, reason: 'There is nothing to wait for: it is so' };
    return { ok: true };
  }

  #hasBox(box: string): boolean {
    return this.#pipeline.targets.some(({ settings }) => settings.box === box);
  }

  #setForwarding({ box, on }: SetForwarding): Answer {
    if (!this.#hasBox(box)) return noBox(box);
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
    const refusal = await refusalOf({ address: endpoint.endpoint, token: trimmed });
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

function noBox(name: string): Answer {
  return { ok: false, reason: `There is no box called ${name}` };
}
