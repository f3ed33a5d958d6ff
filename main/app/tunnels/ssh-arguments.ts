/** One port of a tunnel: a local one, and where it leads. */
export interface Forward {
  /** On 127.0.0.1. */
  readonly port: number;
  /** `host:port`, as seen from the other end. */
  readonly farEnd: string;
}

/** How one start of ssh differs from another. */
export interface SshStart {
  /** An alias without a problem. */
  readonly alias: string;
  readonly forwards: readonly Forward[];
  /** Whether ssh may ask the user, by the program of SSH_ASKPASS. */
  readonly mayAsk: boolean;
}

/** Before the login. A machine that sleeps answers nothing at all. */
const CONNECT_SECONDS = 10;
/** An answer is asked for that often; without so many in a row the connection is given up. */
const ALIVE_SECONDS = 5;
const ALIVE_MISSED = 3;

/**
 * The arguments of an ssh that does nothing but hold the tunnel open. What could turn it into something else in the
 * user's configuration is set here, where it wins: a shared connection would live on after it, and a quiet ssh would
 * not say why it ended. Source: ssh(1), ssh_config(5).
 */
export function sshArguments({ alias, forwards, mayAsk }: SshStart): readonly string[] {
  const options = [
    'ExitOnForwardFailure=yes',
    `BatchMode=${mayAsk ? 'no' : 'yes'}`,
    `ConnectTimeout=${String(CONNECT_SECONDS)}`,
    `ServerAliveInterval=${String(ALIVE_SECONDS)}`,
    `ServerAliveCountMax=${String(ALIVE_MISSED)}`,
    'ControlMaster=no',
    'ControlPath=none',
    'ForwardAgent=no',
    'ForwardX11=no',
    'PermitLocalCommand=no',
    'RemoteCommand=none',
    // It says when the ports are open; see `readSshLine`.
    'LogLevel=DEBUG1',
  ].flatMap((option) => ['-o', option]);
  const ports = forwards.flatMap(({ port, farEnd }) => ['-L', `127.0.0.1:${String(port)}:${farEnd}`]);
  return ['-N', '-T', ...options, ...ports, '--', alias];
}
