import { openMemoryOutbox, type OpenedOutbox, type Pipeline, type Rhythm } from '../core/pipeline.ts';
import type { Answer, Events, MakeWish, MonitorApi, Outcome, Pause, Snooze } from '../../preload/contract/api.ts';
import type { NoticeView, Snapshot } from '../../preload/contract/view.ts';
import { rulesOf } from './alert-rules/rules-of.ts';
import { BoxDesk } from './boxes/box-desk.ts';
import { CalmChanges } from './calm-changes.ts';
import type { Configuration } from './config/configuration.ts';
import { CurrentDestination } from './destination/current-destination.ts';
import { DestinationDesk } from './destination/destination-desk.ts';
import { ForwardingSwitches } from './destination/forwarding-switches.ts';
import { CATALOGUE } from './dialects/catalog.ts';
import { openSelection } from './family-selection.ts';
import { isSameChoice } from './forwarded-boxes.ts';
import type { ForwardingFacts } from './forwarding-view.ts';
import { md5, sha256 } from './hashes.ts';
import { Listeners } from './listeners.ts';
import type { MonitorFacts } from './monitor-facts.ts';
import type { MonitorOptions } from './monitor-options.ts';
import type { Ports } from './ports.ts';
import { RuleDesk } from './rules/rule-desk.ts';
import type { SettingsBook } from './settings/settings-book.ts';
import { SettingsDesk } from './settings/settings-desk.ts';
import { takeSnapshot, type BoxFacts } from './snapshot.ts';
import { tokenProblem } from './token-rules.ts';
import { TunnelledPipeline } from './tunnelled-pipeline.ts';
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
  /** `slow`: on a battery, while nobody looks. */
  setRhythm(rhythm: Rhythm): void;
  /** What its own metrics and a bug report tell. */
  facts(): MonitorFacts;
  /** Lets scrapes under way end and sends what is queued, within `withinMs` (default 1,500); closes the outbox. */
  stop(withinMs?: number): Promise<void>;
}

/** Throws a `RangeError` whose message is for the user when the token cannot be used. */
export function createMonitor(options: MonitorOptions, ports: Ports): Monitor {
  const problem = options.token === undefined ? undefined : tokenProblem(options.token);
  if (problem !== undefined) throw new RangeError(`${problem} (DT_API_TOKEN)`);
  return new ConfiguredMonitor(options, ports);
}

const NOT_ATTACHABLE = 'Only the desktop program shows the monitor of another machine';

class ConfiguredMonitor implements Monitor {
  readonly api: MonitorApi;
  readonly #ports: Ports;
  readonly #pipeline: Pipeline;
  readonly #outbox: OpenedOutbox;
  readonly #watcher: Watcher;
  readonly #noticed = new Listeners<NoticeView>();
  readonly #snapshots: CalmChanges<Snapshot>;
  readonly #destination: CurrentDestination;
  readonly #switches: ForwardingSwitches;
  #configuration: Configuration;

  constructor(options: MonitorOptions, ports: Ports) {
    const { configuration, settings, token, outbox, alertMemory, observer } = options;
    this.#ports = ports;
    this.#configuration = configuration;
    const { clock, random, environment } = ports;
    this.#outbox = outbox ?? openMemoryOutbox({ sha256, nowMs: clock.nowMs() });
    this.#pipeline = new TunnelledPipeline({
      catalogue: CATALOGUE,
      ...{ clock, random, environment, md5, openSelection, maxStalenessMs: configuration.maxStalenessMs },
      ...{ outbox: this.#outbox.outbox, observer },
      scraped: (target, tookMs) => {
        this.#watcher.scraped(target, tookMs);
      },
    });
    this.#watcher = new Watcher(rulesOf(configuration.alerts), alertMemory, {
      clock,
      online: () => ports.online?.(),
      targets: () => this.#pipeline.targets,
      forwarding: (box) => this.#forwardingFacts(box),
      destination: () => ({ endpoint: this.#destination.endpoint, answered: this.#pipeline.answered }),
      tell: (notice) => {
        this.#noticed.tell(notice);
      },
    });
    this.#destination = new CurrentDestination(ports, token, (destination) => {
      this.#pipeline.setDestination(destination);
    });
    this.#switches = new ForwardingSwitches(configuration, (plan) => {
      this.#pipeline.forward(plan);
    });
    this.#pipeline.watch(configuration.targets);
    this.#watcher.use(undefined);
    this.#destination.read(configuration.forward);
    this.#snapshots = new CalmChanges(() => this.#snapshot(), clock);
    this.#pipeline.onChange(() => {
      this.#snapshots.changed();
    });
    this.api = this.#apiOver(settings);
    settings?.onChange((changed) => {
      this.apply(changed);
    });
  }

  start(): void {
    this.#destination.begin();
    this.#pipeline.start();
  }

  apply(configuration: Configuration): void {
    const sameRules = isSameChoice(this.#configuration.alerts, configuration.alerts);
    this.#configuration = configuration;
    this.#switches.follow(configuration);
    this.#pipeline.watch(configuration.targets);
    this.#watcher.use(sameRules ? undefined : rulesOf(configuration.alerts));
    this.#destination.follow(configuration.forward);
  }

  async stop(withinMs = 1_500): Promise<void> {
    this.#destination.stop();
    await this.#pipeline.stop(withinMs);
    this.#watcher.close();
    this.#snapshots.stop();
    this.#outbox.close();
  }

  retryNow(): void {
    this.#pipeline.retryNow();
    this.#destination.retryNow();
  }

  setRhythm(rhythm: Rhythm): void {
    this.#pipeline.setRhythm(rhythm);
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

  #apiOver(settings: SettingsBook | undefined): MonitorApi {
    const boxes = new BoxDesk(settings, { ...this.#ports, targets: () => this.#configuration.targets });
    const destination = new DestinationDesk({
      ...{ book: settings, current: this.#destination, switches: this.#switches, secrets: this.#ports.secrets },
      computer: this.#ports.computerName,
      families: (box) => this.#pipeline.families(box),
    });
    const rules = new RuleDesk(settings, this.#watcher, () => this.#configuration);
    const desk = new SettingsDesk(settings);
    return {
      snapshot: () => Promise.resolve(this.#snapshot()),
      pause: (argument) => Promise.resolve(this.#pause(argument)),
      discover: () => boxes.discover(),
      look: (argument) => boxes.look(argument),
      addBox: (box) => Promise.resolve(this.#asked(box.name, boxes.add(box))),
      changeBox: (box) => Promise.resolve(this.#asked(box.name, boxes.change(box))),
      removeBox: ({ box }) => Promise.resolve(boxes.remove(box)),
      demo: () => Promise.resolve({ ok: false, reason: 'There is no demo here' }),
      setForwarding: (argument) =>
        Promise.resolve(this.#hasBox(argument.box) ? destination.setForwarding(argument) : noBox(argument.box)),
      readDestination: ({ text }) => Promise.resolve(destination.read(text)),
      testDestination: (argument) => destination.test(argument),
      saveDestination: (argument) => destination.save(argument),
      sendPlan: ({ box }) => Promise.resolve(destination.plan(box)),
      chooseFamilies: (switches) => Promise.resolve(destination.choose(switches)),
      snooze: (argument) => Promise.resolve(this.#snooze(argument)),
      wish: (argument) => Promise.resolve(this.#wish(argument)),
      history: () => Promise.resolve(this.#watcher.log.map(loggedView)),
      rules: () => Promise.resolve(rules.rules()),
      changeRule: (change) => Promise.resolve(rules.change(change)),
      resetRule: ({ id }) => Promise.resolve(rules.reset(id)),
      previewRule: (change) => Promise.resolve(rules.preview(change)),
      settings: () => Promise.resolve(desk.settings()),
      changeSettings: (change) => Promise.resolve(desk.change(change)),
      replaceSettings: (text) => Promise.resolve(desk.replace(text)),
      attach: () => Promise.resolve({ ok: false, problems: [{ field: null, message: NOT_ATTACHABLE }] }),
      detach: () => Promise.resolve({ ok: false, reason: NOT_ATTACHABLE }),
      on: (event, listener) => this.#on(event, listener),
    };
  }

  /** Whoever has just set up a box wants to see it. */
  #asked(box: string, outcome: Outcome): Outcome {
    if (outcome.ok) this.#pipeline.askNow(box.trim());
    return outcome;
  }

  #pause({ on }: Pause): Answer {
    this.#pipeline.pause(on);
    return { ok: true };
  }

  /** The compiler does not tie the listener to the event's name. */
  #on<E extends keyof Events>(event: E, listener: (value: Events[E]) => void): () => void {
    // Nothing but a host asks for a page.
    if (event === 'show') return () => undefined;
    if (event === 'notice') return this.#noticed.add(listener as (value: NoticeView) => void);
    return this.#snapshots.add(listener as (value: Snapshot) => void);
  }

  #snapshot(): Snapshot {
    const targets = this.#pipeline.targets;
    const facts = [...new Set(targets.map(({ settings }) => settings.box))].map((name): BoxFacts => ({
      now: this.#watcher.boxNow(name),
      targets: targets.filter(({ settings }) => settings.box === name),
      forwarding: this.#forwardingFacts(name),
      alerts: this.#watcher.firing(name),
      wishes: this.#watcher.wishesOf(name),
      named: this.#configuration.namedBoxes.includes(name),
      rules: this.#watcher.rulesOf(name),
      stateSinceMs: (state) => this.#watcher.stateSinceMs(name, state),
    }));
    const { sharedWords: network, hidesBoxes: offline } = this.#watcher.network;
    return takeSnapshot(
      facts,
      { network, offline, paused: this.#pipeline.paused, notes: this.#notes() },
      this.#ports.clock.nowMs(),
    );
  }

  #forwardingFacts(box: string): ForwardingFacts {
    return {
      on: this.#switches.isOn(box),
      endpoint: this.#destination.endpoint,
      hasToken: this.#destination.hasToken,
      tokenGiven: this.#destination.tokenGiven,
      keychainProblem: this.#destination.keychainProblem,
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
}

function noBox(name: string): Answer {
  return { ok: false, reason: `There is no box called ${name}` };
}
