// Test files of Node's runner as a stage of their own: what they print goes on, and how they ended is counted.

import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInSession } from './desktop.mjs';
import { run } from './run.mjs';
import { say } from './say.mjs';
import { root } from './set-up.mjs';

/**
 * Runs the tests in `folder`, with `limitMs` for each file, in a desktop session (`around`: words before it) or
 * (`session: false`) just so. Resolves to how many `passed` and `failed`, and the reasons of those that were `skipped`.
 */
export async function runCounted(node, { folder, limitMs, environment, session = true, around = [] }) {
  const files = readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => join(root, folder, name));
  const command = (home) => {
    const to = (reporter, place) => [`--test-reporter=${reporter}`, `--test-reporter-destination=${place}`];
    const reporters = [...to('spec', 'stdout'), ...to('tap', resultsIn(home))];
    // They share one display, one panel's place on it, and what is built.
    // What a case that failed left open must not hold up the files after it.
    const limits = ['--test-concurrency=1', '--test-force-exit', '--test-timeout', String(limitMs)];
    return [node, '--test', ...limits, ...reporters, ...files];
  };
  const inside = session ? runInSession : runPlain;
  const { code, result } = await inside(command, environment, (home) => readCounts(resultsIn(home)), { around });
  if (result !== null) return { ...result, failed: code === 0 ? result.failed : Math.max(result.failed, 1) };
  say('The tests ended before they told their result.');
  return { passed: 0, failed: 1, skipped: [] };
}

/** Prints the last lines that build/test.mjs reads; what it gives is the exit code. */
export function conclude({ passed, failed, skipped }) {
  for (const reason of skipped) console.log(`skipped: ${reason}`);
  console.log(`${passed} passed, ${failed} failed, ${skipped.length} skipped`);
  return failed === 0 ? 0 : 1;
}

function resultsIn(home) {
  return join(home, 'results.tap');
}

async function runPlain(command, environment, read) {
  const home = mkdtempSync(join(tmpdir(), 'nim-glance-test-'));
  try {
    const [program, ...args] = command(home);
    const code = await run(program, args, { cwd: root, env: { ...process.env, ...environment } });
    return { code, result: read(home) };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function readCounts(file) {
  if (!existsSync(file)) return null;
  const text = readFileSync(file, 'utf8');
  const count = (name) => Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(text)?.[1] ?? NaN);
  const skipped = [...text.matchAll(/^\s*ok \d+ - (.*) # SKIP (.*)$/gm)].map(([, name, why]) => `${name}: ${why}`);
  const counts = { passed: count('pass'), failed: count('fail') + count('cancelled'), skipped };
  return Number.isNaN(counts.passed + counts.failed) ? null : counts;
}
