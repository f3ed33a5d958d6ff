import type { Ports, SecretAnswer, SecretStore } from '../../main/app/ports.ts';
import { systemClock } from '../../main/app/system-clock.ts';

/** A keychain in memory; `broken` makes every call fail with that reason. */
export class FakeSecrets implements SecretStore {
  readonly kept = new Map<string, string>();
  broken: string | undefined;

  read(account: string): Promise<SecretAnswer> {
    if (this.broken !== undefined) return Promise.resolve({ kind: 'unavailable', reason: this.broken });
    const secret = this.kept.get(account);
    return Promise.resolve(secret === undefined ? { kind: 'unset' } : { kind: 'present', secret });
  }

  write(account: string, secret: string): ReturnType<SecretStore['write']> {
    if (this.broken !== undefined) return Promise.resolve({ kind: 'unavailable', reason: this.broken });
    this.kept.set(account, secret);
    return Promise.resolve({ kind: 'stored' });
  }

  delete(account: string): ReturnType<SecretStore['delete']> {
    if (this.broken !== undefined) return Promise.resolve({ kind: 'unavailable', reason: this.broken });
    return Promise.resolve({ kind: this.kept.delete(account) ? 'deleted' : 'unset' });
  }
}

/** The real clock, no chance, and a keychain in memory. */
export function fakePorts(secrets = new FakeSecrets()): Ports {
  return { clock: systemClock, random: () => 0.5, secrets, computerName: 'spark-01', environment: {} };
}
