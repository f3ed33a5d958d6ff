// Every source with logic has its test at the mirrored path, and every test there has its source.
// `node build/check-mirror.mjs [ROOT]`; needs Node 24, which can strip types.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const folders = ['main', 'preload', 'renderer'];

/** Sources without a test of their own, each with the reason. A line that is not needed any more is an error too. */
const exceptions = {
  'main/core/model/target-state.ts': 'types and one constant, from which test/main/core/target-pipeline.test.ts starts',
  'main/core/request-codec.ts': 'composition of two functions; test/main/core/open-outbox.test.ts folds through it',
  'main/hosts/headless/simulate-command.ts': 'test/main/hosts/headless/run-command.test.ts runs it as a process',
  'main/hosts/headless/sink-command.ts': 'test/main/hosts/headless/run-command.test.ts runs it as a process',
  'main/hosts/headless/until-ended.ts':
    'test/main/hosts/headless/run-command.test.ts ends programs by time and SIGTERM',
  'main/hosts/headless/usage-error.ts': 'a name for an error, nothing else',
  'main/demo/demo-token.ts': 'one constant; test/main/hosts/headless/demo-command.test.ts delivers with it',
  'main/hosts/electron/main.ts': 'an entry: test/electron runs it in Electron',
  'main/hosts/electron/secrets-child.ts': 'an entry: test/electron stores a token in a keyring through it',
  'main/hosts/electron/app-scheme.ts': 'runs only in Electron: test/electron loads the page through it',
  'main/hosts/electron/lockdown.ts': 'runs only in Electron: test/electron',
  'main/hosts/electron/popover.ts': 'runs only in Electron: test/electron opens it',
  'main/hosts/electron/demo.ts': 'composition: the parts have their tests',
  'main/hosts/electron/ipc.ts': 'runs only in Electron: every call of test/electron goes through it',
  'main/hosts/electron/secrets.ts': 'runs only in Electron: test/electron stores a token in a real keyring',
  'preload/bridge.ts': 'runs only in a preload script: test/electron calls the contract through it',
  'preload/contract/socket-message.ts':
    'types and three constants; test/renderer/transport/socket.test.ts talks by them',
  'renderer/app.tsx': 'drawn in a real Chromium and read there by test/electron',
  'renderer/features/forwarding/destination-form.tsx': 'drawn in a real Chromium and read there by test/electron',
  'renderer/features/forwarding/forwarding-foot.tsx': 'drawn in a real Chromium and read there by test/electron',
  'renderer/features/overview/box-card.tsx': 'drawn in a real Chromium and read there by test/electron',
  'renderer/features/overview/requests-bar.tsx': 'drawn in a real Chromium and read there by test/electron',
  'renderer/fit-window.ts': 'drawn in a real Chromium and read there by test/electron',
  'renderer/store.ts': 'drawn in a real Chromium and read there by test/electron',
  'renderer/transport/ipc.ts': 'drawn in a real Chromium and read there by test/electron',
  'renderer/ui/link-note.tsx': 'drawn in a real Chromium: test/renderer/ui/link-words.test.ts has its words',
  'renderer/ui/mark.tsx': 'drawn in a real Chromium and read there by test/electron',
  'renderer/ui/sparkline.tsx': 'drawn in a real Chromium and read there by test/electron',
  'renderer/ui/value.tsx': 'drawn in a real Chromium and read there by test/electron',
  'renderer/features/overview/gpu-rows.tsx': 'drawn in a real Chromium and read there by test/electron',
  'renderer/features/overview/latency-rows.tsx': 'drawn in a real Chromium and read there by test/electron',
  'renderer/features/overview/number-row.tsx': 'drawn in a real Chromium and read there by test/electron',
  'renderer/features/overview/other-boxes.tsx': 'drawn in a real Chromium and read there by test/electron',
  'renderer/features/overview/rate-rows.tsx': 'drawn in a real Chromium and read there by test/electron',
  'renderer/ui/look-change.ts': 'drawn in a real Chromium and read there by test/electron',
  'renderer/ui/settled-status.tsx': 'drawn in a real Chromium and read there by test/electron',
  'renderer/ui/shape.tsx': 'drawn in a real Chromium and read there by test/electron',
  'renderer/main.tsx': 'an entry: test/electron looks at what it draws',
};

const root = process.argv[2] ?? dirname(dirname(fileURLToPath(import.meta.url)));
const problems = [...untested(), ...orphaned(), ...needless()];
for (const problem of problems) console.log(problem);
process.exitCode = problems.length > 0 ? 1 : 0;

function* untested() {
  for (const source of sources()) {
    if (!(source in exceptions) && hasLogic(source) && !hasTest(source)) {
      yield `${source}: has logic and no test; write test/${withoutEnding(source)}.test.ts`;
    }
  }
}

function* orphaned() {
  for (const folder of folders) {
    for (const test of filesIn(join('test', folder)).filter((path) => /\.test\.tsx?$/.test(path))) {
      const source = withoutEnding(relative('test', test)).replace(/\.test$/, '');
      if (/\.property$/.test(source)) {
        // A property holds for a stage as a whole: its test mirrors the folder.
        if (!exists(dirname(source))) yield `${test}: tests a folder that does not exist (${dirname(source)})`;
      } else if (!exists(`${source}.ts`) && !exists(`${source}.tsx`)) {
        yield `${test}: tests a file that does not exist (${source}.ts)`;
      }
    }
  }
}

function* needless() {
  for (const [source, reason] of Object.entries(exceptions)) {
    if (exists(source) && hasTest(source)) yield `${source}: has a test, so its exception (${reason}) can go`;
  }
}

function sources() {
  return folders.flatMap(filesIn).filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'));
}

/** Types alone leave nothing to test: without them no statement but imports and empty exports is left. */
function hasLogic(source) {
  if (source.endsWith('.tsx')) return true;
  const code = stripTypeScriptTypes(readFileSync(join(root, source), 'utf8'));
  const rest = code
    .replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
    .replace(/^\s*(import|export)\s*(\{[^}]*\}(\s*from\s*['"][^'"]*['"])?|['"][^'"]*['"])?\s*;?/gm, (text) =>
      /^\s*export\s*$/.test(text) ? text : '',
    );
  return /[^\s;]/.test(rest);
}

function hasTest(source) {
  const path = `test/${withoutEnding(source)}`;
  return exists(`${path}.test.ts`) || exists(`${path}.test.tsx`);
}

function withoutEnding(path) {
  return path.replace(/\.tsx?$/, '');
}

function exists(path) {
  return existsSync(join(root, path));
}

function filesIn(folder) {
  if (!exists(folder)) return [];
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}
