import type { Answer, Attach, MonitorApi, Outcome } from '../../../preload/contract/api.ts';
import type { Clock } from '../../core/model/clock.ts';
import type { SecretStore } from '../ports.ts';
import { ShownApi } from '../shown-api.ts';
import {
  attachAccount,
  attachedPlaceText,
  readAttachedPlace,
  readMonitorAddress,
  shownAddress,
  type AttachedPlace,
  type MonitorAddress,
} from './attached-place.ts';
import type { AttachPoint } from './attach-file.ts';
import type { RemotePlace } from './monitor-line.ts';
import { pairWith, type Pairing } from './pair-with.ts';
import { RemoteMonitor } from './remote-monitor.ts';
import { openWay, type WayToMonitor } from './way-to-monitor.ts';

/** A monitor in this process, as far as a shell has to do with it. */
export interface OwnMonitor {
  readonly api: MonitorApi;
  start(): void;
  stop(withinMs?: number): Promise<void>;
}

export interface AttachOptions<Own extends OwnMonitor> {
  /** A monitor in this process; undefined where another program of this user holds the store. Rejects with words. */
  readonly openOwn: () => Promise<Own | undefined>;
  /** Where the program that holds the store is to be found; undefined while it does not tell. */
  readonly attachPoint: () => AttachPoint | undefined;
  /** Keeps the keys of other machines. */
  readonly secrets: SecretStore;
  /** Keeps which machine's monitor is shown; empty: this one's. */
  readonly kept: { readonly read: () => string; readonly write: (text: string) => void };
  readonly computerName: string;
  /** What this computer says of its own network: false when it has none; absent where nobody can tell. */
  readonly online?: (() => boolean) | undefined;
  readonly clock: Clock;
  /** For tunnels. */
  readonly random: () => number;
  /** Environment variables, with which `ssh` is found and started. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** A user who is asked for a password needs time, ms. */
const WAY_WITHIN_MS = 90_000;

const OWN_PROGRAM = 'the program that runs already';
const NO_KEY = 'The keychain does not give the key to it. Unlock the keychain, or pair again.';
const IN_USE = 'Another program of this user watches these boxes; it is shown as long as it runs';

/** What is shown: this process' own monitor, that of another program of this user, or that of another machine. */
type Shown<Own> =
  | { readonly kind: 'own'; readonly monitor: Own }
  | { readonly kind: 'neighbour'; readonly monitor: RemoteMonitor }
  | { readonly kind: 'machine'; readonly monitor: RemoteMonitor; readonly way: WayToMonitor };

/**
 * The monitor that a shell shows, behind one interface: its own, or one that runs elsewhere. No two programs write one
 * store: where another one of this user holds it, that one is shown.
 */
export class AttachableMonitor<Own extends OwnMonitor> {
  readonly api: MonitorApi;
  readonly #options: AttachOptions<Own>;
  readonly #shownApi: ShownApi;
  #shown: Shown<Own>;
  /** One change after the other. */
  #changing: Promise<unknown> = Promise.resolve();
  /** To the machine that is being paired. */
  #pairingWay: WayToMonitor | undefined;

  /** Rejects with an `Error` whose message is for the user where neither can be had. */
  static async open<Own extends OwnMonitor>(options: AttachOptions<Own>): Promise<AttachableMonitor<Own>> {
    return new AttachableMonitor(options, await openShown(options));
  }

  private constructor(options: AttachOptions<Own>, shown: Shown<Own>) {
    this.#options = options;
    this.#shown = shown;
    this.#shownApi = new ShownApi(shown.monitor.api);
    this.api = {
      ...this.#shownApi.api,
      attach: (argument) =>
        this.#change(() => this.#attach(argument)).catch((error: unknown) => problem(null, wordsOf(error))),
      detach: () =>
        this.#change(() => this.#detach()).catch((error: unknown) => ({ ok: false, reason: wordsOf(error) })),
    };
  }

  /** This process' own monitor; undefined while another one is shown. */
  get own(): Own | undefined {
    return this.#shown.kind === 'own' ? this.#shown.monitor : undefined;
  }

  /** What ssh knows the machine by whose monitor is shown; undefined where we open no way to one. */
  get alias(): string | undefined {
    return this.#shown.kind === 'machine' ? readAttachedPlace(this.#options.kept.read())?.address.ssh : undefined;
  }

  start(): void {
    this.#shown.monitor.start();
  }

  async stop(withinMs?: number): Promise<void> {
    // ssh may be asking its user for a password: it would take longer than whoever stops has time.
    await this.#pairingWay?.close();
    await this.#changing;
    await end(this.#shown, withinMs);
  }

  /** After `stop`, which was for nothing: what was shown is opened anew. Rejects as `open` does. */
  async goOn(): Promise<void> {
    await this.#change(async () => {
      this.#shown = await openShown(this.#options);
      this.#shownApi.show(this.#shown.monitor.api);
      this.#shown.monitor.start();
    });
  }

  /** This computer woke up, or its network is another one: a monitor elsewhere goes on as it was, only the way to it is tried. */
  reconnect(): void {
    if (this.#shown.kind === 'machine') this.#shown.way.retryNow();
    if (this.#shown.kind !== 'own') this.#shown.monitor.retryNow();
  }

  #change<Result>(change: () => Promise<Result>): Promise<Result> {
    const changed = this.#changing.then(change);
    this.#changing = changed.catch(() => undefined);
    return changed;
  }

  async #attach({ address: entered, code }: Attach): Promise<Outcome> {
    const read = readMonitorAddress(entered);
    if (!read.ok) return problem('address', read.reason);
    const { address } = read;
    const way = openWay(address, this.#options);
    this.#pairingWay = way;
    const paired = await this.#pair(address, way, code).catch((error: unknown) => problem(null, wordsOf(error)));
    this.#pairingWay = undefined;
    if ('problems' in paired) {
      await way.close();
      return paired;
    }
    const place = { address, computer: paired.computer };
    const before = readAttachedPlace(this.#options.kept.read());
    this.#options.kept.write(attachedPlaceText(place));
    await this.#show(await machine(this.#options, place, way));
    if (before !== undefined && attachAccount(before.address) !== attachAccount(address))
      await this.#options.secrets.delete(attachAccount(before.address));
    return { ok: true };
  }

  /** Whose monitor it is, once the key lies in the keychain. */
  async #pair(address: MonitorAddress, way: WayToMonitor, code: string): Promise<{ computer: string } | Problems> {
    const { secrets, computerName } = this.#options;
    await way.settled(WAY_WITHIN_MS);
    const url = way.url();
    if (url === undefined) return problem('address', way.trouble() ?? 'The SSH tunnel was not up in time');
    const pairing: Pairing = await pairWith({ url, shownAs: shownAddress(address) }, code, computerName);
    if (!pairing.ok) return problem(pairing.field, (pairing.isNobody ? way.trouble() : undefined) ?? pairing.reason);
    const stored = await secrets.write(attachAccount(address), pairing.key);
    if (stored.kind !== 'stored') return problem(null, `The keychain did not take the key: ${stored.reason}`);
    return { computer: pairing.computer };
  }

  async #detach(): Promise<Answer> {
    if (this.#shown.kind === 'own') return { ok: true };
    if (this.#shown.kind === 'neighbour') return { ok: false, reason: IN_USE };
    const { kept, secrets } = this.#options;
    const place = readAttachedPlace(kept.read());
    const shown = await ownOrNeighbour(this.#options);
    kept.write('');
    if (place !== undefined) await secrets.delete(attachAccount(place.address));
    await this.#show(shown);
    return { ok: true };
  }

  /** The one before ends first, so that what it owes is settled and its store is free. */
  async #show(shown: Shown<Own>): Promise<void> {
    const before = this.#shown;
    this.#shown = shown;
    this.#shownApi.show(shown.monitor.api);
    await end(before);
    shown.monitor.start();
  }
}

async function openShown<Own extends OwnMonitor>(options: AttachOptions<Own>): Promise<Shown<Own>> {
  const place = readAttachedPlace(options.kept.read());
  return place === undefined ? ownOrNeighbour(options) : machine(options, place, openWay(place.address, options));
}

async function ownOrNeighbour<Own extends OwnMonitor>(options: AttachOptions<Own>): Promise<Shown<Own>> {
  const monitor = await options.openOwn();
  if (monitor !== undefined) return { kind: 'own', monitor };
  const { attachPoint: place, clock } = options;
  return { kind: 'neighbour', monitor: new RemoteMonitor({ place, name: OWN_PROGRAM, sameComputer: true, clock }) };
}

async function machine<Own extends OwnMonitor>(
  { secrets, clock, online }: AttachOptions<Own>,
  { address, computer: name }: AttachedPlace,
  way: WayToMonitor,
): Promise<Shown<Own>> {
  let key = await keyOf(secrets, address);
  const place = (): RemotePlace | undefined => {
    // A keychain that is locked at the start may be open by the next attempt.
    if (key === undefined) void keyOf(secrets, address).then((found) => (key = found));
    const url = key === undefined ? undefined : way.url();
    return key === undefined || url === undefined ? undefined : { url, key };
  };
  const trouble = (): string | undefined => (key === undefined ? NO_KEY : way.trouble());
  const monitor = new RemoteMonitor({ place, trouble, name, sameComputer: false, online, clock });
  return { kind: 'machine', monitor, way };
}

async function end<Own extends OwnMonitor>(shown: Shown<Own>, withinMs?: number): Promise<void> {
  await shown.monitor.stop(withinMs);
  if (shown.kind === 'machine') await shown.way.close();
}

async function keyOf(secrets: SecretStore, address: MonitorAddress): Promise<string | undefined> {
  const answer = await secrets.read(attachAccount(address));
  return answer.kind === 'present' ? answer.secret : undefined;
}

type Problems = Extract<Outcome, { ok: false }>;

/** `field`: of what was sent. */
function problem(field: keyof Attach | null, message: string): Problems {
  return { ok: false, problems: [{ field, message }] };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
