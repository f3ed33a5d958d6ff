import { spawn } from 'node:child_process';

type Environment = Readonly<Record<string, string | undefined>>;

/** The program that opens an address in the user's browser, with its arguments; undefined where no display is there. */
export function browserCommand(
  platform: NodeJS.Platform,
  environment: Environment,
): readonly [string, ...string[]] | undefined {
  if (platform === 'win32') return ['cmd', '/d', '/c', 'start', ''];
  // Whoever came by SSH sits elsewhere: a window here would be of no use.
  const here = environment['SSH_CONNECTION'] === undefined;
  if (platform === 'darwin') return here ? ['open'] : undefined;
  const hasDisplay = Boolean(environment['DISPLAY']) || Boolean(environment['WAYLAND_DISPLAY']);
  return hasDisplay && here ? ['xdg-open'] : undefined;
}

/** Opens `address` where there is a display. Whether it worked is not known: the address is printed in any case. */
export function openBrowser(address: string, platform: NodeJS.Platform, environment: Environment): void {
  const command = browserCommand(platform, environment);
  if (command === undefined) return;
  const [program, ...args] = command;
  const child = spawn(program, [...args, address], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
