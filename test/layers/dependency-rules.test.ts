import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseResult, type IFlattenedRuleSet, type ICruiseOptions } from 'dependency-cruiser';

type Files = Readonly<Record<string, string>>;

interface Layers {
  readonly forbidden: NonNullable<IFlattenedRuleSet['forbidden']>;
  readonly options: ICruiseOptions;
}

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const layers = createRequire(import.meta.url)(join(root, 'build/layers.cjs')) as Layers;
const temporary = mkdtempSync(join(tmpdir(), 'nim-glance-layers-'));
after(() => {
  rmSync(temporary, { recursive: true });
});

const one = 'export const one = 1;\n';
const use = (path: string) => `import { one } from '${path}';\nexport const two = one + 1;\n`;
const type = (path: string, name: string) => `import type { ${name} } from '${path}';\nexport type T = ${name};\n`;

/** Name of the rule, and the smallest tree that breaks it and no other. */
const broken: readonly (readonly [rule: string, files: Files])[] = [
  ['no-cycles', { 'main/core/parse/a.ts': use('./b.ts'), 'main/core/parse/b.ts': use('./a.ts') }],
  ['no-unknown-imports', { 'main/app/a.ts': use('./gone.ts') }],
  ['model-is-a-leaf', { 'main/core/model/a.ts': type('@opentelemetry/resources', 'Resource') }],
  ['a-stage-sees-itself-and-model', { 'main/core/delta/a.ts': use('../parse/b.ts'), 'main/core/parse/b.ts': one }],
  ['core-knows-no-host', { 'main/core/parse/a.ts': use('../../app/b.ts'), 'main/app/b.ts': one }],
  ['core-knows-no-host', { 'main/core/pipeline.ts': use('../../preload/contract/b.ts'), 'preload/contract/b.ts': one }],
  ['core-takes-few-packages', { 'main/core/parse/a.ts': type('prom-client', 'Registry') }],
  ['io-only-in-io-files', { 'main/core/parse/a.ts': type('node:fs', 'Stats') }],
  ['io-only-in-io-files', { 'main/core/deliver/gzip.ts': type('node:zlib', 'Gzip') }],
  ['app-enters-core-by-the-front-door', { 'main/app/a.ts': use('../core/parse/b.ts'), 'main/core/parse/b.ts': one }],
  ['app-knows-no-host', { 'main/app/a.ts': use('../hosts/headless/b.ts'), 'main/hosts/headless/b.ts': one }],
  ['demo-stands-alone', { 'main/demo/a.ts': use('../core/model/b.ts'), 'main/core/model/b.ts': one }],
  ['demo-stands-alone', { 'main/demo/a.ts': use('../app/b.ts'), 'main/app/b.ts': one }],
  ['only-hosts-start-the-demo', { 'main/app/a.ts': use('../demo/b.ts'), 'main/demo/b.ts': one }],
  ['hosts-go-through-app', { 'main/hosts/headless/a.ts': use('../../core/b.ts'), 'main/core/b.ts': one }],
  [
    'hosts-do-not-know-each-other',
    { 'main/hosts/headless/a.ts': use('../electron/b.ts'), 'main/hosts/electron/b.ts': one },
  ],
  ['only-hosts-ask-the-keychain', { 'main/app/a.ts': use('../keychain/b.ts'), 'main/keychain/b.ts': one }],
  [
    'only-hosts-ask-the-keychain',
    { 'main/app/a.ts': "import { getPassword } from 'keytar';\nexport const two = getPassword;\n" },
  ],
  ['keychain-knows-the-port-alone', { 'main/keychain/a.ts': use('../app/b.ts'), 'main/app/b.ts': one }],
  ['electron-only-at-the-edge', { 'main/app/a.ts': type('electron', 'Tray') }],
  ['electron-only-at-the-edge', { 'main/hosts/headless/a.ts': type('electron', 'Tray') }],
  ['contract-is-a-leaf', { 'preload/contract/a.ts': type('node:fs', 'Stats') }],
  ['bridge-sees-only-the-contract', { 'preload/bridge.ts': use('../main/app/b.ts'), 'main/app/b.ts': one }],
  ['renderer-sees-only-the-contract', { 'renderer/a.ts': use('../main/app/b.ts'), 'main/app/b.ts': one }],
  ['renderer-sees-only-the-contract', { 'renderer/a.ts': type('node:fs', 'Stats') }],
  [
    'features-do-not-know-each-other',
    { 'renderer/features/x/a.ts': use('../y/b.ts'), 'renderer/features/y/b.ts': one },
  ],
  ['screen-packages-only-in-the-renderer', { 'main/app/a.ts': type('preact', 'VNode') }],
  ['no-orphans', { 'main/app/a.ts': one }],
];

/** Everything that is allowed and comes close to a rule. */
const sound: Files = {
  'main/core/model/a.ts': one,
  'main/core/model/b.ts': use('./a.ts'),
  'main/core/parse/a.ts': use('../model/a.ts'),
  'main/core/scrape/http-get.ts': type('node:http', 'Agent'),
  'main/core/deliver/post-otlp.ts': type('node:zlib', 'Gzip'),
  'main/core/otlp/a.ts': type('@opentelemetry/resources', 'Resource'),
  'main/core/pipeline.ts': use('./parse/a.ts'),
  'main/app/a.ts': use('../core/pipeline.ts'),
  'main/app/b.ts': use('../../preload/contract/a.ts'),
  'main/demo/a.ts': type('prom-client', 'Registry') + one,
  'main/app/ports.ts': one,
  'main/keychain/a.ts': use('../app/ports.ts'),
  'main/hosts/headless/keychain-process.ts': use('../../keychain/a.ts'),
  'main/hosts/headless/main.ts': `${use('../../demo/a.ts')}export { two as four } from '../../app/a.ts';\n`,
  'main/hosts/electron/main.ts': `${type('electron', 'Tray')}export { two as four } from '../../app/a.ts';\n`,
  'preload/contract/a.ts': `${type('valibot', 'GenericSchema')}${one}`,
  'preload/bridge.ts': `${type('electron', 'IpcRenderer')}${use('./contract/a.ts')}`,
  'renderer/main.tsx': `${type('preact', 'VNode')}${use('./features/x/a.ts')}`,
  'renderer/features/x/a.ts': use('../../ui/a.ts'),
  'renderer/ui/a.ts': use('../../preload/contract/a.ts'),
};

/** Names of the rules that a tree breaks. */
async function brokenRules(files: Files): Promise<readonly string[]> {
  const base = mkdtempSync(join(temporary, 'tree-'));
  for (const folder of ['main', 'preload', 'renderer']) mkdirSync(join(base, folder));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(base, path)), { recursive: true });
    writeFileSync(join(base, path), text);
  }
  // Behind a link, as package managers lay packages out: a rule that goes blind there is a hole.
  symlinkSync(join(root, 'node_modules'), join(base, 'node_modules'));
  const options = { ...layers.options, baseDir: base, validate: true, ruleSet: { forbidden: layers.forbidden } };
  const { output } = await cruise(['main', 'preload', 'renderer'], options);
  const names = (output as ICruiseResult).summary.violations.map((violation) => violation.rule.name);
  return [...new Set(names)];
}

for (const [rule, files] of broken) {
  test(`${rule} is reported: ${Object.keys(files)[0] ?? ''}`, async () => {
    assert.deepEqual(await brokenRules(files), [rule]);
  });
}

test('what is allowed is not reported', async () => {
  assert.deepEqual(await brokenRules(sound), []);
});

test('every rule has an example here', () => {
  const names = layers.forbidden.map((rule) => rule.name);
  assert.deepEqual([...new Set(broken.map(([rule]) => rule))].sort(), [...names].sort());
});
