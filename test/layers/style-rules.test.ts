import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ESLint, type Linter } from 'eslint';
import tseslint from 'typescript-eslint';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

// The examples exist only here, so no project knows them: rules that ask for types are off, our own need none.
const withoutTypes: ESLint.Options['overrideConfig'] & object = {
  languageOptions: { parserOptions: { projectService: false, project: false } },
  rules: tseslint.configs.disableTypeChecked.rules as Linter.RulesRecord,
};
const eslint = new ESLint({
  cwd: root,
  overrideConfigFile: join(root, 'build/eslint.config.js'),
  overrideConfig: withoutTypes,
});

const core = 'main/core/parse/example.ts';
const statements = (count: number) => Array.from({ length: count }, (_, at) => `  f(${String(at)});\n`).join('');
const nested = 'if (a) { if (a) { if (a) { if (a) { f(); } } } }';
const branches = Array.from({ length: 12 }, (_, at) => `if (a === ${String(at)}) f();\n`).join('');

/** Rule, file, text that breaks the rule once and no other rule. */
const broken: readonly (readonly [rule: string, path: string, text: string])[] = [
  ['no-restricted-globals', core, "export const a = fetch('http://127.0.0.1');"],
  ['no-restricted-globals', core, 'export const a = performance.now();'],
  ['no-restricted-globals', core, 'export const a = process.pid;'],
  ['no-restricted-globals', core, 'export const a = () => setTimeout(() => 1, 1);'],
  ['no-restricted-globals', core, 'export const a = () => setInterval(() => 1, 1);'],
  ['no-restricted-globals', core, 'export const a = () => setImmediate(() => 1);'],
  ['no-restricted-globals', core, 'export const a = crypto.randomUUID();'],
  ['no-restricted-globals', core, "console.log('a');"],
  ['no-restricted-syntax', core, 'export const a = Date.now();'],
  ['no-restricted-syntax', core, 'export const a = new Date();'],
  ['no-restricted-syntax', core, "export const a = globalThis['fetch'];"],
  ['no-restricted-properties', core, 'export const a = Math.random();'],
  [
    'no-restricted-properties',
    'main/hosts/electron/example.ts',
    "export const a = () => shell.openExternal('https://a');",
  ],
  ['no-restricted-syntax', 'main/app/example.ts', 'export default 1;'],
  ['no-restricted-syntax', core, 'export default 1;'],
  ['no-restricted-syntax', 'renderer/example.ts', 'export default 1;'],
  ['no-restricted-syntax', 'main/app/example.ts', "export * from './settings.ts';"],
  ['no-restricted-syntax', core, "export * from './parse-line.ts';"],
  ['no-restricted-syntax', 'main/app/example.ts', 'export const a = [1].findLast(Boolean);'],
  ['no-restricted-globals', 'main/app/example.ts', "export const a = fetch('http://127.0.0.1');"],
  ['no-restricted-syntax', 'renderer/example.tsx', 'export const a = <p>Some text</p>;'],
  ['no-restricted-syntax', 'renderer/example.tsx', 'export const a = <p title="Some text" />;'],
  ['max-lines', 'main/app/example.ts', 'f();\n'.repeat(251)],
  ['max-lines-per-function', 'main/app/example.ts', `export function a() {\n${statements(60)}}\n`],
  ['complexity', 'main/app/example.ts', `export function a(a: number) {\n${branches}}\n`],
  ['max-depth', 'main/app/example.ts', `export function a() { ${nested} }\n`],
  ['no-param-reassign', 'main/app/example.ts', 'export function a(b: number) { b = 1; return b; }\n'],
];

/** Path and text that come close to a rule and are allowed. */
const sound: readonly (readonly [path: string, text: string])[] = [
  ['renderer/example.tsx', 'export const a = <p class="dim">{words.a}: –</p>;'],
  [core, "export const a = Date.parse('1970-01-01');"],
  [core, 'export const a = Math.max(1, 2);'],
  ['main/core/scrape/http-get.ts', 'export const a = () => setTimeout(() => 1, 1);'],
  ['main/core/deliver/post-otlp.ts', 'export const a = () => setTimeout(() => 1, 1);'],
  ['main/app/system-clock.ts', 'export const a = Date.now();'],
  ['main/hosts/headless/example.ts', 'export const a = [1].findLast(Boolean);'],
  ['renderer/example.ts', "export { a } from './b.ts';"],
];

async function brokenRules(path: string, text: string): Promise<readonly (string | null)[]> {
  const [result] = await eslint.lintText(text, { filePath: join(root, path) });
  return [...new Set(result?.messages.map((message) => message.ruleId ?? message.message))];
}

for (const [rule, path, text] of broken) {
  test(`${rule} is reported in ${path}: ${text.slice(0, 50).trim()}`, async () => {
    assert.deepEqual(await brokenRules(path, text), [rule]);
  });
}

for (const [path, text] of sound) {
  test(`allowed in ${path}: ${text}`, async () => {
    assert.deepEqual(await brokenRules(path, text), []);
  });
}
