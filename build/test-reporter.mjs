// A reporter for `node --test`: quiet on what passes, whole on what fails. Counts leaf tests only, so that a suite or a
// test with subtests is not a case besides its parts. The counts go, as JSON, to the file NIM_GLANCE_TEST_COUNTS names.
// With --experimental-test-coverage it ends with the lines covered.

import { writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { inspect } from 'node:util';

const inspectLimits = { depth: 4, maxArrayLength: 20, maxStringLength: 2_000 };

/** @param {AsyncIterable<{ type: string, data: any }>} events */
export default async function* report(events) {
  const counts = { passed: 0, failed: 0, skipped: [] };
  const path = [];
  // hasParts[n]: a test at depth n ended since the last one at depth n - 1 did. Parts end before their whole.
  const hasParts = [];
  for await (const { type, data } of events) {
    if (type === 'test:start') path.length = data.nesting;
    if (type === 'test:start') path[data.nesting] = data.name;
    if (type === 'test:stderr' || type === 'test:stdout') yield data.message;
    if (type === 'test:coverage') yield coverage(data.summary);
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const whole = hasParts[data.nesting + 1] === true || data.details.type === 'suite' || isFile(data);
    hasParts[data.nesting + 1] = false;
    hasParts[data.nesting] = true;
    const name = [...path.slice(0, data.nesting), data.name].join(' › ');
    yield* countCase({ type, data, whole, name }, counts);
  }
  const target = process.env.NIM_GLANCE_TEST_COUNTS;
  if (target) writeFileSync(target, JSON.stringify(counts));
  else yield `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped.length} skipped\n`;
}

function* countCase({ type, data, whole, name }, counts) {
  if (data.skip !== undefined || data.todo !== undefined) {
    const why = data.skip ?? data.todo;
    counts.skipped.push({ name, reason: typeof why === 'string' && why !== '' ? why : 'no reason given' });
  } else if (type === 'test:pass') {
    if (!whole) counts.passed += 1;
  } else if (!(whole && data.details.error?.failureType === 'subtestsFailed')) {
    counts.failed += 1;
    yield failure(data, name);
  }
}

/** Node reports each file as a test of its own when it holds none or ends badly. */
function isFile(data) {
  return data.nesting === 0 && data.file !== undefined && resolve(data.name) === data.file;
}

function failure(data, name) {
  const where = data.file ? `${relative(process.cwd(), data.file)}:${data.line ?? 1}` : '';
  return `\n✖ ${name}\n  ${where}\n${indent(describe(data.details.error))}\n`;
}

function describe(error) {
  const cause = error?.cause ?? error;
  if (typeof cause !== 'object' || cause === null) return String(cause);
  const text = cause.stack ?? cause.message ?? String(cause);
  // A stack that came from another process may lack the message.
  const whole = cause.message && !text.includes(cause.message.split('\n')[0]) ? `${cause.message}\n${text}` : text;
  // An assertion with a message of its own does not show what it compared.
  if (cause.code !== 'ERR_ASSERTION' || cause.generatedMessage) return whole;
  return `${whole}\nexpected ${inspect(cause.expected, inspectLimits)}\nactual ${inspect(cause.actual, inspectLimits)}`;
}

/** The covered lines of each part of the program, as one line; files that no test loaded are not among them. */
function coverage({ workingDirectory, files, totals }) {
  const parts = new Map();
  for (const { path, coveredLineCount, totalLineCount } of files) {
    const name = dirname(relative(workingDirectory, path)).split(/[\\/]/).slice(0, 2).join('/');
    const part = parts.get(name) ?? { coveredLineCount: 0, totalLineCount: 0 };
    part.coveredLineCount += coveredLineCount;
    part.totalLineCount += totalLineCount;
    parts.set(name, part);
  }
  const texts = [...parts].sort().map(([name, part]) => `${name} ${percent(part)}`);
  return `Lines covered: ${percent(totals)} (${texts.join(', ')})\n`;
}

function percent({ coveredLineCount, totalLineCount }) {
  return totalLineCount === 0 ? '–' : `${((100 * coveredLineCount) / totalLineCount).toFixed(1)} %`;
}

function indent(text) {
  return text.replace(/^/gm, '    ');
}
