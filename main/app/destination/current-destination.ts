import type { Destination } from '../../core/pipeline.ts';
import type { ForwardSettings } from '../config/configuration.ts';
import type { Ports, SecretAnswer } from '../ports.ts';

/** How often a keychain that is locked or silent is asked again, ms. */
const KEYCHAIN_AGAIN_MS = 30_000;

/** Where metrics go now, and the token for it: of the environment, of the file, or from the keychain. */
export class CurrentDestination {
  readonly #ports: Pick<Ports, 'clock' | 'secrets'>;
  readonly #environmentToken: string | undefined;
  readonly #use: (destination: Destination | undefined) => void;
  #endpoint = '';
  #token: string | undefined;
  /** What the file says; another one is followed. */
  #told: Told = { endpoint: undefined, token: undefined };
  #keychainProblem = '';
  #cancelKeychain: () => void = () => undefined;

  /** `use` is told of every change, once it has begun. */
  constructor(
    ports: Pick<Ports, 'clock' | 'secrets'>,
    environmentToken: string | undefined,
    use: (destination: Destination | undefined) => void,
  ) {
    this.#ports = ports;
    this.#environmentToken = environmentToken;
    this.#use = use;
  }

  /** OTLP base URL; empty when none is set. */
  get endpoint(): string {
    return this.#endpoint;
  }

  get hasToken(): boolean {
    return this.#token !== undefined;
  }

  /** What gives a token at each start, before the keychain is asked; undefined where nothing does. */
  get tokenGiven(): 'environment' | 'file' | undefined {
    if (this.#environmentToken !== undefined) return 'environment';
    return this.#told.token === undefined ? undefined : 'file';
  }

  /** Why the keychain gave no token, in words; empty when it was not asked, or has none. */
  get keychainProblem(): string {
    return this.#keychainProblem;
  }

  /** What the configuration says, without using it yet. */
  read({ endpoint, token }: Told): void {
    this.#told = { endpoint, token };
    this.#endpoint = endpoint ?? '';
    this.#token = this.#environmentToken ?? token;
  }

  /** Goes where another configuration says; one that says the same changes nothing. */
  follow(told: Told): void {
    const { endpoint, token } = this.#told;
    if (told.endpoint === endpoint && told.token === token) return;
    this.read(told);
    this.begin();
  }

  /** Uses what was read; the keychain is asked for what is missing. */
  begin(): void {
    this.stop();
    this.#keychainProblem = '';
    const [endpoint, token] = [this.#endpoint, this.#token];
    this.#use(endpoint === '' ? undefined : { endpoint, token });
    if (token === undefined && endpoint !== '') void this.#readToken(endpoint);
  }

  /** Asks the keychain again at once, where it has not answered yet. */
  retryNow(): void {
    if (this.#token === undefined) this.begin();
  }

  stop(): void {
    this.#cancelKeychain();
  }

  /** From now on. */
  change(endpoint: string, token: string): void {
    this.#endpoint = endpoint;
    this.#token = token;
    this.begin();
  }

  /** The token that is there for an address already; never that of another address. */
  tokenFor(endpoint: string): Promise<SecretAnswer> {
    const secret = endpoint === this.#endpoint ? this.#token : this.#environmentToken;
    if (secret !== undefined) return Promise.resolve({ kind: 'present', secret });
    return this.#ports.secrets.read(endpoint);
  }

  /** A locked keychain is no empty one: it is told, and asked again until it is unlocked. */
  async #readToken(endpoint: string): Promise<void> {
    const answer = await this.#ports.secrets.read(endpoint);
    if (this.#token !== undefined || this.#endpoint !== endpoint) return;
    switch (answer.kind) {
      case 'present':
        this.change(endpoint, answer.secret);
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

type Told = Pick<ForwardSettings, 'endpoint' | 'token'>;
