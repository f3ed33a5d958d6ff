// `npm test`: installs what is missing and runs every stage, also after one failed. `npm test -- unit lint` runs only those.
// The last line is `N passed, N failed, N skipped`; above it stands what was skipped, and why.

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withNode24 } from './run.mjs';
import { elapsed } from './say.mjs';
import { forwardSignals, root } from './set-up.mjs';

const caseLimitMs = 300_000;
const lastLine = /^(\d+) passed, (\d+) failed, (\d+) skipped$/;

/** Each returns `{ passed, failed, skipped: [{ name, reason }] }`. A static stage is one case. */
const stages = {
  format: (node) => check(node, [bin('prettier/bin/prettier.cjs'), '--check', '--log-level=warn', '.']),
  lint: (node) => check(node, [bin('eslint/bin/eslint.js'), '-c', 'build/eslint.config.js', '.']),
  types: (node) => check(node, [bin('typescript/bin/tsc'), '-b']),
  layers: (node) =>
    check(
      node,
      [bin('dependency-cruiser/bin/dependency-cruise.mjs'), '-c', 'build/layers.cjs', 'main', 'preload', 'renderer'],
      ['--disable-warning=ExperimentalWarning', 'build/check-mirror.mjs'],
    ),
  'dead-code': (node) => check(node, [bin('knip/bin/knip.js'), '--config', 'build/knip.json', '--no-progress']),
  unit: unitTests,
  electron: (node) => ownStage(node, 'test-electron'),
  e2e: (node) => ownStage(node, 'test-e2e'),
  package: (node) => ownStage(node, 'test-package'),
};

await withNode24(async (node) => {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !(name in stages));
  if (unknown.length > 0) {
    throw new Error(`No stage ${unknown.join(', ')}. There are: ${Object.keys(stages).join(', ')}.`);
  }
  const total = { passed: 0, failed: 0, skipped: [] };
  for (const name of wanted.length > 0 ? wanted : Object.keys(stages)) {
    const startedMs = Date.now();
    console.log(`── ${name}`);
    const result = await stages[name](node);
    console.log(`   ${countsOf(result)} (${elapsed(startedMs)})`);
    total.passed += result.passed;
    total.failed += result.failed;
    total.skipped.push(...result.skipped.map((skip) => ({ ...skip, name: `${name}: ${skip.name}` })));
  }
  if (total.skipped.length > 0) console.log('\nSkipped:');
  for (const { name, reason } of total.skipped) console.log(`  ${name} (${reason})`);
  console.log(countsOf(total));
  return total.failed > 0 ? 1 : 0;
});

function countsOf({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped.length} skipped`;
}

function bin(path) {
  return join('node_modules', path);
}

/** Runs all commands; one case, which passes when all of them end with 0. */
async function check(node, ...commands) {
  let failed = 0;
  for (const args of commands) {
    if ((await execute(node, args)).code !== 0) failed = 1;
  }
  return { passed: 1 - failed, failed, skipped: [] };
}

async function unitTests(node) {
  const files = testFiles();
  if (files.length === 0) return brokenStage('no test files found');
  // Some of them meet the screen as it is served.
  if ((await execute(node, ['build/bundle.mjs'])).code !== 0) return brokenStage('build/bundle.mjs failed');
  const folder = mkdtempSync(join(tmpdir(), 'nim-glance-test-'));
  const counts = join(folder, 'counts.json');
  try {
    const options = ['--test', '--test-reporter=./build/test-reporter.mjs', '--test-reporter-destination=stdout'];
    const limits = [`--test-timeout=${caseLimitMs}`, '--test-concurrency=2'];
    const coverage = ['--experimental-test-coverage', '--test-coverage-include={main,preload,renderer}/**/*.{ts,tsx}'];
    const { code } = await execute(node, [...options, ...limits, ...coverage, ...files], {
      NIM_GLANCE_TEST_COUNTS: counts,
    });
    if (!existsSync(counts)) return brokenStage(`node --test ended with ${code} before it reported`);
    const result = JSON.parse(readFileSync(counts, 'utf8'));
    return code !== 0 && result.failed === 0 ? brokenStage(`node --test ended with ${code}`) : result;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function testFiles() {
  return readdirSync(join(root, 'test'), { recursive: true })
    .map((path) => `test/${path.replaceAll('\\', '/')}`)
    .filter((path) => /\.test\.tsx?$/.test(path) && !/^test\/(electron|package|layers\/fixtures)\//.test(path))
    .sort();
}

/** Tests that install and print for themselves; they end with the same last line and name what they skip above it. */
async function ownStage(node, name) {
  const { code, output } = await execute(node, [`build/${name}.mjs`]);
  const lines = output.trimEnd().split('\n');
  const counts = lastLine.exec(lines.at(-1));
  if (counts === null) return brokenStage(`${name} ended with ${code} and without its last line`);
  const [passed, failed, skippedCount] = counts.slice(1).map(Number);
  if (code !== 0 && failed === 0) return brokenStage(`${name} ended with ${code}`);
  return { passed, failed, skipped: skippedIn(name, lines, skippedCount) };
}

/** Lines such as `skipped: no Electron`; where fewer are named than counted, the rest is "unnamed". */
function skippedIn(name, lines, count) {
  const named = lines.flatMap((line) => /^\s*skipped: (.*)$/i.exec(line)?.[1] ?? []);
  return Array.from({ length: count }, (_, at) => ({
    name,
    reason: named[at] ?? named[0] ?? 'unnamed',
  }));
}

function brokenStage(reason) {
  console.log(`✖ ${reason}`);
  return { passed: 0, failed: 1, skipped: [] };
}

/** Runs a program in the clone; its output goes on to stdout as it comes and is returned too. */
function execute(command, args, environment = {}) {
  return new Promise((resolve) => {
    const env = { ...process.env, ...environment };
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks = [];
    child.stdout.on('data', (chunk) => {
      chunks.push(chunk);
      process.stdout.write(chunk);
    });
    child.stderr.on('data', (chunk) => process.stdout.write(chunk));
    const stop = forwardSignals(child);
    const finish = (code) => {
      stop();
      resolve({ code, output: Buffer.concat(chunks).toString() });
    };
    child.on('error', (error) => {
      console.log(error.message);
      finish(127);
    });
    child.on('close', (code) => finish(code ?? 1));
  });
}
