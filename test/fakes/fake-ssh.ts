import type { SshListener, StartSsh } from '../../main/app/tunnels/ssh-process.ts';

/** One start of an ssh that is none: the test says what it says. */
export class FakeSsh {
  readonly args: readonly string[];
  readonly #listener: SshListener;
  isGone = false;

  constructor(args: readonly string[], listener: SshListener) {
    this.args = args;
    this.#listener = listener;
  }

  /** The local ports that it was told to open. */
  get ports(): readonly number[] {
    return this.args.flatMap((arg, at) => (this.args[at - 1] === '-L' ? Number(arg.split(':')[1]) : []));
  }

  /** As ssh does when it is logged in. */
  up(): void {
    for (const port of this.ports) this.say(`debug1: Local forwarding listening on 127.0.0.1 port ${String(port)}.`);
    this.say('debug1: Entering interactive session.');
  }

  say(line: string): void {
    this.#listener.line(line);
  }

  /** Says so, and ends. */
  fail(line: string, code: number | undefined = 255): void {
    this.say(line);
    this.isGone = true;
    this.#listener.ended({ code, notStarted: undefined });
  }

  end(): Promise<void> {
    if (!this.isGone) this.fail('', undefined);
    return Promise.resolve();
  }
}

/** Keeps every ssh that is started. */
export class FakeSshStarter {
  readonly started: FakeSsh[] = [];
  readonly startSsh: StartSsh = (args, listener) => {
    const ssh = new FakeSsh(args, listener);
    this.started.push(ssh);
    return ssh;
  };

  get last(): FakeSsh {
    const last = this.started[this.started.length - 1];
    if (last === undefined) throw new Error('no ssh was started');
    return last;
  }

  get running(): readonly FakeSsh[] {
    return this.started.filter(({ isGone }) => !isGone);
  }
}
