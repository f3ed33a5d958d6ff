import { spawn } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const scripts = ['say.mjs', 'set-up.mjs', 'install-hook.mjs', 'run.mjs', 'cli.mjs', 'start.mjs'];

export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface FakeClone {
  readonly path: string;
  /** Runs a program there; `onStdout` sees what it has written so far and may send it signals. */
  run(
    args: readonly string[],
    environment?: NodeJS.ProcessEnv,
    onStdout?: (all: string, kill: Kill) => void,
  ): Promise<Ended>;
  /** How often npm was called. */
  npmCalls(): number;
  remove(): void;
}

type Kill = (signal: NodeJS.Signals) => void;

/** A clone with our scripts, a headless host of a few lines, and an npm that needs no network: `npm` is the text of a shell script. */
export function fakeClone(npm: string, headless = ''): FakeClone {
  const path = mkdtempSync(join(tmpdir(), 'nim-glance-clone-'));
  for (const folder of ['bin', 'build', 'main/hosts/headless']) mkdirSync(join(path, folder), { recursive: true });
  for (const script of scripts) copyFileSync(join(root, 'build', script), join(path, 'build', script));
  writeFileSync(join(path, 'package-lock.json'), '{}');
  writeFileSync(join(path, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(path, 'main/hosts/headless/main.ts'), headless);
  writeFileSync(join(path, 'bin/npm'), `#!/bin/sh\necho call >> ${path}/calls\n${npm}\n`);
  chmodSync(join(path, 'bin/npm'), 0o755);
  return {
    path,
    run: (args, environment = {}, onStdout = () => undefined) => run(path, args, environment, onStdout),
    npmCalls: () =>
      existsSync(join(path, 'calls')) ? readFileSync(join(path, 'calls'), 'utf8').split('call').length - 1 : 0,
    remove: () => {
      rmSync(path, { recursive: true });
    },
  };
}

/** An npm that lays down a Node, after a moment so that a second process has time to come. */
export const workingNpm = `sleep 0.3
rm -rf node_modules
mkdir -p node_modules/node/bin
ln -s ${process.execPath} node_modules/node/bin/node
echo noise`;

function run(
  path: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  onStdout: (all: string, kill: Kill) => void,
): Promise<Ended> {
  // A variable that is undefined is not handed on.
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    PATH: `${path}/bin${delimiter}${process.env['PATH'] ?? ''}`,
    INIT_CWD: path,
    DISPLAY: undefined,
    WAYLAND_DISPLAY: undefined,
    ELECTRON_OVERRIDE_DIST_PATH: undefined,
    NODE_TEST_CONTEXT: undefined,
    ...environment,
  };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: path, env });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      stdout += chunk;
      onStdout(stdout, (signal) => child.kill(signal));
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      stderr += chunk;
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      resolve({ code, signal, stdout, stderr });
    });
  });
}
