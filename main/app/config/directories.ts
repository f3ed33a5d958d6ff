import { posix, win32 } from 'node:path';

/** Where the files of this program lie; none of them need exist. */
export interface Directories {
  readonly configuration: string;
  /** What must survive: the store. */
  readonly state: string;
  /** What may be deleted at any time. */
  readonly cache: string;
  readonly logs: string;
}

const NAME = 'nim-glance';

/**
 * The directories that are usual on a platform. Sources: the XDG Base Directory Specification 0.8 (a relative path in a
 * variable is to be ignored); Apple, File System Programming Guide; Microsoft, Known Folders.
 */
export function directoriesOf(
  platform: string,
  environment: Readonly<Record<string, string | undefined>>,
  home: string,
): Directories {
  if (platform === 'win32') return windowsDirectories(environment, home);
  if (platform === 'darwin') return macDirectories(home);
  const base = (variable: string, usual: string): string => {
    const path = environment[variable] ?? '';
    return posix.join(posix.isAbsolute(path) ? path : posix.join(home, usual), NAME);
  };
  const state = base('XDG_STATE_HOME', '.local/state');
  return {
    configuration: base('XDG_CONFIG_HOME', '.config'),
    state,
    cache: base('XDG_CACHE_HOME', '.cache'),
    logs: posix.join(state, 'logs'),
  };
}

function macDirectories(home: string): Directories {
  const library = posix.join(home, 'Library');
  const support = posix.join(library, 'Application Support', NAME);
  return {
    configuration: support,
    state: posix.join(support, 'state'),
    cache: posix.join(library, 'Caches', NAME),
    logs: posix.join(library, 'Logs', NAME),
  };
}

/** What is of this machine alone does not travel with a roaming profile. */
function windowsDirectories(environment: Readonly<Record<string, string | undefined>>, home: string): Directories {
  const base = (variable: string, usual: string): string => {
    const path = environment[variable] ?? '';
    return win32.join(win32.isAbsolute(path) ? path : win32.join(home, 'AppData', usual), NAME);
  };
  const local = base('LOCALAPPDATA', 'Local');
  return {
    configuration: base('APPDATA', 'Roaming'),
    state: win32.join(local, 'state'),
    cache: win32.join(local, 'cache'),
    logs: win32.join(local, 'logs'),
  };
}
