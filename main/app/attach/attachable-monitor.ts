import type { Answer, Attach, FieldProblem, MonitorApi, Outcome } from '../../../preload/contract/api.ts';
import type { Clock } from '../../core/model/clock.ts';
import type { SecretStore } from '../ports.ts';
import { ShownApi } from '../shown-api.ts';
import { attachAccount, readAttachedPlace, readLoopbackAddress, type AttachedPlace } from './attached-place.ts';
import type { AttachPoint } from './attach-file.ts';
import { pairWith } from './pair-with.ts';
import { RemoteMonitor } from './remote-monitor.ts';

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
}

const OWN_PROGRAM = 'the program that runs already';
const IN_USE = 'Another program of this user watches these boxes; it is shown as long as it runs';

/** What is shown: this process' own monitor, that of another program of this user, or that of another machine. */
type Shown<Own> =
  | { readonly kind: 'own'; readonly monitor: Own }
  | { readonly kind: 'neighbour' | 'machine'; readonly monitor: RemoteMonitor };

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

  start(): void {
    this.#shown.monitor.start();
  }

  async stop(withinMs?: number): Promise<void> {
    await this.#changing;
    await this.#shown.monitor.stop(withinMs);
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
    if (this.#shown.kind !== 'own') this.#shown.monitor.retryNow();
  }

  #change<Result>(change: () => Promise<Result>): Promise<Result> {
    const changed = this.#changing.then(change);
    this.#changing = changed.catch(() => undefined);
    return changed;
  }

  async #attach({ address, code }: Attach): Promise<Outcome> {
    const { secrets, kept, computerName } = this.#options;
    const read = readLoopbackAddress(address);
    if (!read.ok) return problem('address', read.reason);
    const pairing = await pairWith(read.url, code, computerName);
    if (!pairing.ok) return problem(pairing.field, pairing.reason);
    const { key, computer } = pairing.paired;
    const stored = await secrets.write(attachAccount(read.url), key);
    if (stored.kind !== 'stored') return problem(null, `The keychain did not take the key: ${stored.reason}`);
    const place = { url: read.url, computer };
    kept.write(JSON.stringify(place));
    await this.#show(await machine(this.#options, place));
    return { ok: true };
  }

  async #detach(): Promise<Answer> {
    if (this.#shown.kind === 'own') return { ok: true };
    if (this.#shown.kind === 'neighbour') return { ok: false, reason: IN_USE };
    const { kept, secrets } = this.#options;
    const place = readAttachedPlace(kept.read());
    const shown = await ownOrNeighbour(this.#options);
    kept.write('');
    if (place !== undefined) await secrets.delete(attachAccount(place.url));
    await this.#show(shown);
    return { ok: true };
  }

  /** The one before ends first, so that what it owes is settled and its store is free. */
  async #show(shown: Shown<Own>): Promise<void> {
    const before = this.#shown;
    this.#shown = shown;
    this.#shownApi.show(shown.monitor.api);
    await before.monitor.stop();
    shown.monitor.start();
  }
}

async function openShown<Own extends OwnMonitor>(options: AttachOptions<Own>): Promise<Shown<Own>> {
  const place = readAttachedPlace(options.kept.read());
  return place === undefined ? ownOrNeighbour(options) : machine(options, place);
}

async function ownOrNeighbour<Own extends OwnMonitor>(options: AttachOptions<Own>): Promise<Shown<Own>> {
  const monitor = await options.openOwn();
  if (monitor !== undefined) return { kind: 'own', monitor };
  const { attachPoint: place, clock } = options;
  return { kind: 'neighbour', monitor: new RemoteMonitor({ place, name: OWN_PROGRAM, sameComputer: true, clock }) };
}

async function machine<Own extends OwnMonitor>(
  { secrets, clock, online }: AttachOptions<Own>,
  { url, computer: name }: AttachedPlace,
): Promise<Shown<Own>> {
  let key = await keyOf(secrets, url);
  const place = (): AttachPoint | undefined => {
    // A keychain that is locked at the start may be open by the next attempt.
    if (key === undefined) void keyOf(secrets, url).then((found) => (key = found));
    return key === undefined ? undefined : { url, key };
  };
  return { kind: 'machine', monitor: new RemoteMonitor({ place, name, sameComputer: false, online, clock }) };
}

async function keyOf(secrets: SecretStore, url: string): Promise<string | undefined> {
  const answer = await secrets.read(attachAccount(url));
  return answer.kind === 'present' ? answer.secret : undefined;
}

/** `field`: of what was sent. */
function problem(field: keyof Attach | null, message: string): { ok: false; problems: readonly FieldProblem[] } {
  return { ok: false, problems: [{ field, message }] };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
