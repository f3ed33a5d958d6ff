import type { Clock } from '../../core/model/clock.ts';
import { LocalPorts } from './local-ports.ts';
import { canAsk, sshStarter } from './ssh-process.ts';
import { Tunnels } from './tunnels.ts';

/** What tunnels need of a host. */
export interface TunnelHost {
  readonly clock: Clock;
  readonly random: () => number;
  /** Environment variables, with which `ssh` is found and started. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Tunnels by the `ssh` of this computer. */
export function newTunnels({ clock, random, environment }: TunnelHost): Tunnels {
  const ssh = { startSsh: sshStarter(environment), canAsk: canAsk(environment) };
  return new Tunnels({ clock, random, ...ssh, ports: new LocalPorts() });
}
