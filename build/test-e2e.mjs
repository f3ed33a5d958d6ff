// `npm run test:e2e`: the same steps of a user, in Debian's Chromium before `nim-glance run --open` and in the real
// Electron. Words after it go to Playwright: `npm run test:e2e -- forwarding --project chromium`.
// The last line is `N passed, N failed, N skipped`; what could not be tried is named above it, as `skipped: reason`.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle, findElectron, installPackages, mayHaveElectron, runInSession } from './desktop.mjs';
import { withNode24 } from './run.mjs';
import { say } from './say.mjs';
import { root } from './set-up.mjs';

const given = process.argv.slice(2);

await withNode24(async (node) => {
  if (process.platform !== 'linux') return finish({ passed: 0, failed: 0 }, ['this needs Linux: Xvfb, D-Bus']);
  const missing = await installPackages('chromium');
  if (missing !== '') return finish({ passed: 0, failed: 0 }, [`packages are missing; run: ${missing}`]);
  const electron = mayHaveElectron() ? findElectron() : null;
  if (!(await bundle(node))) return finish({ passed: 0, failed: 1 }, []);
  say('Running the tests in a D-Bus session with Xvfb and gnome-keyring.');
  const { skipped, ...counts } = await runTests(node, electron ?? '');
  return finish(counts, electron === null ? [...skipped, 'no Electron'] : skipped);
});

function finish({ passed, failed }, reasons) {
  for (const reason of reasons) console.log(`skipped: ${reason}`);
  console.log(`${passed} passed, ${failed} failed, ${reasons.length} skipped`);
  return failed === 0 ? 0 : 1;
}

async function runTests(node, electron) {
  const resultsIn = (home) => join(home, 'results.json');
  const command = (home) => {
    const playwright = [join(root, 'node_modules/@playwright/test/cli.js'), 'test'];
    const config = ['--config', join(root, 'test/e2e/playwright.config.ts')];
    return ['env', `NIM_GLANCE_E2E_RESULTS=${resultsIn(home)}`, node, ...playwright, ...config, ...given];
  };
  const environment = { ELECTRON_OVERRIDE_DIST_PATH: electron };
  const { code, result } = await runInSession(command, environment, (home) => readCounts(resultsIn(home)));
  if (result !== null) return { ...result, failed: code === 0 ? result.failed : Math.max(result.failed, 1) };
  say('The session ended before the tests told their result.');
  return { passed: 0, failed: 1, skipped: [] };
}

/** Playwright counts a test by how it ended: as expected, otherwise, or after another try. None is tried again here. */
function readCounts(file) {
  if (!existsSync(file)) return null;
  const { stats, suites, errors } = JSON.parse(readFileSync(file, 'utf8'));
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: suites.flatMap(skippedIn),
  };
}

function skippedIn({ suites = [], specs = [] }) {
  const own = specs.flatMap(({ title, tests }) =>
    tests
      .filter(({ status }) => status === 'skipped')
      .map(({ projectName, annotations }) => {
        const reason = annotations.find(({ type }) => type === 'skip')?.description ?? 'no reason given';
        return `${title} (${projectName}: ${reason})`;
      }),
  );
  return [...own, ...suites.flatMap(skippedIn)];
}
