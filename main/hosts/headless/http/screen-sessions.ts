import { createHash, randomBytes } from 'node:crypto';

const KEY_BYTES = 32;
/** Each is a browser tab; of more the oldest is forgotten, so that the list does not grow for ever. */
const MOST_SESSIONS = 100;

/**
 * Who may look. A token is good once, for a session; a session is good until the program ends. Kept and looked up by their
 * hashes, so that the time of a comparison tells nothing about the secret.
 */
export class ScreenSessions {
  #token = '';
  #ownToken = '';
  readonly #sessions = new Set<string>();

  /** A token for one more screen, 64 hexadecimal digits. The one before is not good any more. */
  newToken(): string {
    const token = randomBytes(KEY_BYTES).toString('hex');
    this.#token = digestOf(token);
    return token;
  }

  /** Another token beside it, good for programs of this user alone: the arguments of a program are open to all users. */
  newOwnToken(): string {
    const token = randomBytes(KEY_BYTES).toString('hex');
    this.#ownToken = digestOf(token);
    return token;
  }

  /** A session for a token, which is used up; undefined for any other text, which uses up nothing. */
  exchange(token: string, isOwnUser: () => boolean): { readonly session: string; readonly own: boolean } | undefined {
    const digest = digestOf(token);
    if (digest === this.#ownToken) {
      if (!isOwnUser()) return undefined;
      this.#ownToken = '';
      return { session: this.#newSession(), own: true };
    }
    if (digest !== this.#token) return undefined;
    this.#token = '';
    return { session: this.#newSession(), own: false };
  }

  has(session: string): boolean {
    return this.#sessions.has(digestOf(session));
  }

  #newSession(): string {
    const session = randomBytes(KEY_BYTES).toString('hex');
    this.#sessions.add(digestOf(session));
    const [oldest] = this.#sessions;
    if (oldest !== undefined && this.#sessions.size > MOST_SESSIONS) this.#sessions.delete(oldest);
    return session;
  }
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
