// Style that the compiler does not know. Run as `eslint -c build/eslint.config.js .` from the repository's root.

import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import tseslint from 'typescript-eslint';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const ioFiles = [
  'main/core/scrape/http-get.ts',
  'main/core/scrape/http/*.ts',
  'main/core/deliver/post-otlp.ts',
  'main/core/outbox/ledger-file.ts',
];

// Core, app and the Electron host also run on Node 16, in the Electron 22 of the tests.
const olderNode = ['main/core/**/*.ts', 'main/app/**/*.ts', 'main/hosts/electron/**/*.ts', 'preload/**/*.ts'];

const takeAsArgument = 'Core is pure: take it as an argument.';
const impureGlobals = [
  'fetch',
  'performance',
  'process',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'clearTimeout',
  'clearInterval',
  'clearImmediate',
  'queueMicrotask',
  'crypto',
  'console',
];
const newGlobals = ['fetch', 'Headers', 'Request', 'Response', 'FormData', 'WebSocket', 'CustomEvent', 'navigator'];
const newMethods = [
  'findLast',
  'findLastIndex',
  'toSorted',
  'toReversed',
  'toSpliced',
  'hasOwn',
  'groupBy',
  'withResolvers',
  'isWellFormed',
  'toWellFormed',
];

const namedExports = [
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
  { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that declares it.' },
];
const notOnNode16 = {
  selector: `CallExpression > MemberExpression > Identifier.property[name=/^(${newMethods.join('|')})$/]`,
  message: 'Not on Node 16, which the tests of the Electron host run on.',
};
const noGlobalThis = {
  selector: "MemberExpression[object.name='globalThis'], MemberExpression[object.name='global']",
  message: takeAsArgument,
};
// Date.parse and Date.UTC read no clock: a Retry-After header may be a date.
const noClock = {
  selector: ":not(MemberExpression[property.name=/^(parse|UTC)$/]) > Identifier[name='Date']",
  message: takeAsArgument,
};

const inCatalogue = 'Texts stand in the catalogue: renderer/words/.';
const noTextInPages = [
  { selector: 'JSXText[value=/\\p{L}{2}/u]', message: inCatalogue },
  {
    selector: 'JSXAttribute[name.name=/^(aria-label|title|placeholder|alt|label)$/] > Literal[value=/\\p{L}{2}/u]',
    message: inCatalogue,
  },
];

// ESLint takes its configuration as a default export.
export default tseslint.config(
  {
    ignores: [
      '**/node_modules/**',
      'dist/**',
      'build/icons/**',
      'build/**/*.cjs',
      'build/eslint.config.js',
      'test/layers/fixtures/**',
      'test/fixtures/**',
    ],
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { requireDefaultForNonUnion: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-restricted-syntax': ['error', ...namedExports],
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      // A switch over a union counts once: exhaustive ones are wanted.
      complexity: ['error', { max: 12, variant: 'modified' }],
      'max-depth': ['error', 3],
      'no-param-reassign': 'error',
    },
  },
  {
    files: olderNode,
    rules: {
      'no-restricted-syntax': ['error', ...namedExports, notOnNode16],
      'no-restricted-globals': [
        'error',
        ...newGlobals.map((name) => ({
          name,
          message: 'Not on Node 16, which the tests of the Electron host run on.',
        })),
      ],
    },
  },
  {
    files: ['main/core/**/*.ts'],
    ignores: ioFiles,
    rules: {
      'no-restricted-syntax': ['error', ...namedExports, notOnNode16, noGlobalThis, noClock],
      'no-restricted-globals': ['error', ...impureGlobals.map((name) => ({ name, message: takeAsArgument }))],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: takeAsArgument }],
    },
  },
  {
    files: ['main/hosts/electron/**/*.ts'],
    rules: {
      'no-restricted-properties': ['error', { property: 'openExternal', message: 'No page leads out of the program.' }],
    },
  },
  {
    files: ['renderer/**/*.tsx'],
    rules: { 'no-restricted-syntax': ['error', ...namedExports, ...noTextInPages] },
  },
  {
    // A test's describe holds many cases, node:test's promises need no await, and a fake may do nothing.
    files: ['test/**/*.ts', 'test/**/*.tsx'],
    rules: {
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', name: ['test', 'it', 'describe', 'suite'], package: 'node:test' },
          ],
        },
      ],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    // Scripts that run before anything is installed: plain JavaScript, checked without types.
    files: ['build/**/*.mjs'],
    rules: {
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      complexity: ['error', 12],
      'no-restricted-syntax': ['error', ...namedExports],
      'no-unused-vars': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      eqeqeq: 'error',
    },
  },
  {
    // Node takes a reporter as a default export, Playwright its configuration.
    files: ['build/test-reporter.mjs', 'test/e2e/playwright.config.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
