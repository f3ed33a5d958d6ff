import { join } from 'node:path';

/** Where the files lie that the program takes along: in the clone it runs from source, in the npm package from a bundle. */
export interface ProgramFiles {
  /** The `package.json` with the version. */
  readonly manifest: string;
  /** Folder with the bundle of the screen. */
  readonly page: string;
  /** What asks the keychain in a process of its own. */
  readonly keychainChild: string;
  /** Folder that holds `opentelemetry/proto`; undefined where npm knows it. */
  readonly protos: string | undefined;
}

/** `folder` and `file` are those of the code that runs: `main/hosts/headless/….ts`, or `dist/headless/….js`. */
export function programFiles(folder = import.meta.dirname, file = import.meta.filename): ProgramFiles {
  const bundled = !file.endsWith('.ts');
  const root = join(folder, bundled ? '../..' : '../../..');
  return {
    manifest: join(root, 'package.json'),
    page: join(root, 'dist/renderer'),
    keychainChild: join(folder, bundled ? 'keychain-child.js' : 'keychain-child.ts'),
    protos: bundled ? join(root, 'dist/protos') : undefined,
  };
}
