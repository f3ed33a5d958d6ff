import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseDocument } from 'yaml';

const root = join(import.meta.dirname, '../..');
const folder = join(root, '.github/workflows');
const scripts = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> })
  .scripts;

interface Job {
  readonly uses?: string;
  readonly container?: unknown;
  readonly needs?: string | readonly string[];
  readonly steps?: readonly {
    readonly uses?: string;
    readonly run?: string;
    readonly env?: Readonly<Record<string, string>>;
  }[];
}

interface Workflow {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

for (const name of readdirSync(folder)) {
  const document = parseDocument(readFileSync(join(folder, name), 'utf8'), { version: '1.1' });
  const workflow = document.toJS() as Workflow;
  const jobs = Object.values(workflow.jobs);
  const steps = jobs.flatMap((job) => job.steps ?? []);

  test(`${name} is YAML without a fault, and may write nothing but where a job says so`, () => {
    assert.deepEqual([...document.errors, ...document.warnings], []);
    assert.deepEqual(workflow.permissions, { contents: 'read' });
  });

  test(`${name} takes each action in one version, or from this repository`, () => {
    const taken = [...jobs, ...steps].flatMap(({ uses }) => uses ?? []);
    assert.ok(taken.length > 0);
    for (const one of taken) {
      if (one.startsWith('./')) assert.ok(existsSync(join(root, one)), one);
      else assert.match(one, /^[\w-]+\/[\w-]+@v\d+\.\d+\.\d+$/);
    }
  });

  test(`${name} names no folder of the runner inside of a container`, () => {
    const inside = jobs.filter(({ container }) => container !== undefined).map(({ steps: own }) => own);
    assert.doesNotMatch(JSON.stringify(inside), /github\.workspace|runner\.temp/);
  });

  test(`${name} gives no system the certificates of another`, () => {
    const given = steps.flatMap(({ env = {} }) => Object.values(env)).filter((value) => value.includes('secrets.'));
    for (const value of given) {
      const system = value.includes('secrets.WINDOWS_') ? 'Windows' : 'macOS';
      assert.match(value, new RegExp(`^\\$\\{\\{ runner\\.os == '${system}' && secrets\\.\\w+ \\|\\| '' \\}\\}$`));
    }
  });

  test(`${name} runs scripts that there are, and waits for jobs that there are`, () => {
    const run = steps.flatMap((step) => step.run ?? []).join('\n');
    for (const [, script = ''] of run.matchAll(/npm run (?:--silent )?([\w:-]+)/g))
      assert.ok(script in scripts, script);
    for (const [, file = ''] of run.matchAll(/node (build\/\S+)/g)) assert.ok(existsSync(join(root, file)), file);
    for (const need of jobs.flatMap(({ needs }) => needs ?? [])) assert.ok(need in workflow.jobs, need);
  });
}
