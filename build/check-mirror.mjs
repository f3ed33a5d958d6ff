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
  'main/app/settings/print-yaml.ts': 'a part of what test/main/app/settings/edit-yaml.test.ts changes',
  'main/app/settings/yaml-nodes.ts': 'a part of what test/main/app/settings/edit-yaml.test.ts changes',
  'main/app/settings/yaml-places.ts': 'a part of what test/main/app/settings/edit-yaml.test.ts changes',
  'main/app/settings/yaml-splices.ts': 'a part of what test/main/app/settings/edit-yaml.test.ts changes',
  'main/hosts/headless/simulate-command.ts': 'test/main/hosts/headless/run-command.test.ts runs it as a process',
  'main/hosts/headless/sink-command.ts': 'test/main/hosts/headless/run-command.test.ts runs it as a process',
  'main/hosts/headless/until-ended.ts':
    'test/main/hosts/headless/run-command.test.ts ends programs by time and SIGTERM',
  'main/hosts/headless/usage-error.ts': 'a name for an error, nothing else',
  'main/hosts/headless/service-plan.ts': 'types and one constant; the tests of service-command.ts meet it in each file',
  'main/demo/demo-token.ts': 'one constant; test/main/hosts/headless/demo-command.test.ts delivers with it',
  'main/hosts/electron/main.ts': 'an entry: test/electron runs it in Electron',
  'main/hosts/electron/secrets-child.ts': 'an entry: test/electron stores a token in a keyring through it',
  'main/hosts/electron/app-scheme.ts': 'runs only in Electron: test/electron loads the page through it',
  'main/hosts/electron/lockdown.ts': 'runs only in Electron: test/electron',
  'main/hosts/electron/app-window.ts': 'runs only in Electron: test/electron opens it, moves it and opens it again',
  'main/hosts/electron/desk.ts': 'composition: test/electron/desk.test.ts drives all of it',
  'main/hosts/electron/page-window.ts': 'runs only in Electron: test/electron/desk.test.ts crashes its page',
  'main/hosts/electron/tray-words.ts': 'texts: test/main/hosts/electron/tray-menu.test.ts reads them as a user does',
  'main/hosts/electron/popover.ts': 'runs only in Electron: test/electron opens it',
  'main/hosts/electron/ipc.ts': 'runs only in Electron: every call of test/electron goes through it',
  'main/hosts/electron/secrets.ts': 'runs only in Electron: test/electron stores a token in a real keyring',
  'preload/bridge.ts': 'runs only in a preload script: test/electron calls the contract through it',
  'preload/contract/socket-message.ts':
    'types and three constants; test/renderer/transport/socket.test.ts talks by them',
  'renderer/page-focus.tsx': 'moves the keyboard in a real Chromium: test/e2e/focus-back.spec.ts',
  'renderer/page-view.tsx': 'drawn in a real Chromium: test/e2e opens every page',
  'renderer/words/english.ts': 'joins the texts of all parts, which have their tests',
  'renderer/words/frame.ts': 'texts alone',
  'renderer/words/states.ts': 'texts alone; test/renderer/ui/state-look.test.ts reads them',
  'renderer/features/attach/attach-form.tsx': 'drawn in a real Chromium and read there by test/electron',
  'renderer/features/attach/away-card.tsx': 'drawn in a real Chromium and read there by test/electron',
  'renderer/features/attach/monitor-card.tsx': 'drawn in a real Chromium and read there by test/electron',
  'renderer/app.tsx': 'drawn in a real Chromium and read there by test/electron',
  'renderer/features/forwarding/destination-card.tsx': 'drawn in a real Chromium and read there by test/electron',
  'renderer/features/forwarding/destination-fields.tsx': 'drawn in a real Chromium and read there by test/electron',
  'renderer/features/forwarding/destination-form.tsx': 'drawn in a real Chromium and read there by test/electron',
  'renderer/features/forwarding/family-list.tsx': 'drawn in a real Chromium and read there by test/electron',
  'renderer/features/forwarding/forward-page.tsx': 'drawn in a real Chromium and read there by test/electron',
  'renderer/features/forwarding/forward-switch.tsx': 'drawn in a real Chromium and read there by test/electron',
  'renderer/features/forwarding/forwarding-foot.tsx': 'drawn in a real Chromium and read there by test/electron',
  'renderer/features/forwarding/ledger-card.tsx': 'drawn in a real Chromium and read there by test/electron',
  'renderer/features/forwarding/name-card.tsx': 'drawn in a real Chromium and read there by test/electron',
  'renderer/features/forwarding/send-card.tsx': 'drawn in a real Chromium and read there by test/electron',
  'renderer/features/forwarding/test-steps.tsx': 'drawn in a real Chromium and read there by test/electron',
  'renderer/features/forwarding/use-destination-calls.ts': 'drawn in a real Chromium and read there by test/electron',
  'renderer/features/forwarding/use-plan.ts': 'drawn in a real Chromium and read there by test/electron',
  'renderer/features/forwarding/use-reading.ts': 'drawn in a real Chromium and read there by test/electron',
  ...Object.fromEntries(
    ['head/head', 'settings/file-card', 'settings/interval-card', 'settings/sent-card', 'settings/settings-page']
      .concat('settings/text-page')
      .map((path) => [`renderer/features/${path}.tsx`, 'drawn in a real Chromium and read there by test/e2e']),
  ),
  'renderer/features/settings/use-settings.ts': 'runs in a real Chromium: test/e2e changes settings through it',
  'renderer/ui/menu-button.tsx': 'drawn in a real Chromium: test/renderer/ui/menu-keys.test.ts has its keys',
  'renderer/ui/page-frame.tsx': 'drawn in a real Chromium and read there by test/e2e',
  'renderer/features/overview/box-card.tsx': 'drawn in a real Chromium and read there by test/electron',
  'renderer/features/overview/requests-bar.tsx': 'drawn in a real Chromium and read there by test/electron',
  'renderer/features/alerts/alert-lines.tsx': 'drawn in a real Chromium and read there by test/e2e',
  'renderer/features/alerts/alerts-page.tsx': 'drawn in a real Chromium and read there by test/e2e',
  'renderer/features/alerts/boxes-field.tsx': 'drawn in a real Chromium and read there by test/e2e',
  'renderer/features/alerts/hidden-tab-switch.tsx': 'drawn in a real Chromium and read there by test/e2e',
  'renderer/features/alerts/history-list.tsx': 'drawn in a real Chromium and read there by test/e2e',
  'renderer/features/alerts/hours-field.tsx': 'drawn in a real Chromium and read there by test/e2e',
  'renderer/features/alerts/notices.tsx': 'drawn in a real Chromium and read there by test/e2e',
  'renderer/features/alerts/rule-fields.tsx': 'drawn in a real Chromium and read there by test/e2e',
  'renderer/features/alerts/rule-form.tsx': 'drawn in a real Chromium and read there by test/e2e',
  'renderer/features/alerts/rule-list.tsx': 'drawn in a real Chromium and read there by test/e2e',
  'renderer/features/alerts/rule-page.tsx': 'drawn in a real Chromium and read there by test/e2e',
  'renderer/features/alerts/rule-preview-card.tsx': 'drawn in a real Chromium and read there by test/e2e',
  'renderer/features/alerts/snooze-menu.tsx': 'drawn in a real Chromium and read there by test/e2e',
  'renderer/features/alerts/tell-me-when.tsx': 'drawn in a real Chromium and read there by test/e2e',
  'renderer/features/alerts/use-preview.ts': 'runs in a page alone: test/e2e edits a rule and reads its preview',
  'renderer/fit-window.ts': 'drawn in a real Chromium and read there by test/electron',
  'renderer/store.ts': 'drawn in a real Chromium and read there by test/electron',
  'renderer/transport/ipc.ts': 'drawn in a real Chromium and read there by test/electron',
  'renderer/ui/link-note.tsx': 'drawn in a real Chromium: test/renderer/ui/link-words.test.ts has its words',
  'renderer/ui/chevron.tsx': 'drawn in a real Chromium: test/e2e goes where it leads',
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
  ...Object.fromEntries(
    ['add-box-row', 'add-box', 'address-field', 'box-addresses', 'box-finder', 'box-name', 'box-page', 'demo-line']
      .concat('first-start', 'found-targets', 'name-form', 'new-box', 'remove-box')
      .map((name) => [`renderer/features/boxes/${name}.tsx`, 'drawn in a real Chromium and read there by test/e2e']),
  ),
  'renderer/features/boxes/use-finder.ts': 'runs in a real Chromium: test/e2e looks for boxes through it',
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
