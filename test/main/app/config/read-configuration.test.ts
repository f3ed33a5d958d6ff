import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import test from 'node:test';
import fc from 'fast-check';
import { readConfiguration } from '../../../../main/app/config/read-configuration.ts';
import {
  COMPUTER,
  errorsOf,
  goodText,
  jobWith,
  md5,
  onlyTarget,
  PAGE,
  PAGE_ENVIRONMENT,
  PAGE_WITH_TARGET,
  readText,
  withoutIndentation,
} from '../../../fakes/configuration-text.ts';

const EMPTY = '1:1: the configuration is empty';
const NO_MAPPING = '1:1: a configuration is a mapping; it begins with a key such as scrape_configs:';

const BAD: readonly (readonly [name: string, text: string, expected: readonly string[]])[] = [
  ['nothing', '', [EMPTY]],
  ['a comment', '# nothing\n', [EMPTY]],
  ['null', '~', [EMPTY]],
  ['a list', '- a\n', [NO_MAPPING]],
  ['a single value', 'scrape_configs', [NO_MAPPING]],
  ['bytes that are no text', '\0\u0001', [NO_MAPPING]],
];
for (const [name, text, expected] of BAD) {
  test(`the whole file is ${name}`, () => {
    assert.deepEqual(errorsOf(text), expected);
  });
}

test('a file with a byte order mark and the line ends of Windows', () => {
  assert.equal(
    goodText(`\ufeff${jobWith('scheme: https').replace(/\n/g, '\r\n')}`).targets[0]?.address.scheme,
    'https',
  );
  assert.deepEqual(errorsOf(`\ufeff${jobWith('scheme: ftp').replace(/\n/g, '\r\n')}`), [
    '4:13: scheme is one of http, https, not "ftp"',
  ]);
});

test('a file that a web page has indented by no-break spaces', () => {
  const text = PAGE_WITH_TARGET.replace(/^ +/gm, (indent) => '\u00a0'.repeat(indent.length - 1) + ' ');
  assert.equal(goodText(text, PAGE_ENVIRONMENT).targets.length, 1);
  assert.deepEqual(errorsOf(jobWith('scheme: ftp').replace(/ {4}/g, '\u00a0\u00a0\u00a0 ')), [
    '4:13: scheme is one of http, https, not "ftp"',
  ]);
});

test('a key of the Collector tells its form', () => {
  assert.equal(goodText(jobWith()).form, 'nim-glance');
  assert.equal(goodText(PAGE_WITH_TARGET, PAGE_ENVIRONMENT).form, 'collector');
});

test('variables are filled in in the Collector’s form alone', () => {
  const target = onlyTarget(jobWith('bearer_token: ${env:NONE}'));
  assert.deepEqual(target.http.authorization, {
    kind: 'credentials',
    type: 'Bearer',
    credentials: { kind: 'text', text: '${env:NONE}' },
  });
});

test('a page’s text without its indentation reads the same, its places are those of its lines', () => {
  const flat = withoutIndentation(PAGE_WITH_TARGET);
  const [a, b] = [goodText(flat, PAGE_ENVIRONMENT), goodText(PAGE_WITH_TARGET, PAGE_ENVIRONMENT)];
  assert.deepEqual({ ...a, warnings: [] }, { ...b, warnings: [] });
  const fromWindows = `\ufeff${flat.replace(/\n\n/g, '\r\n\u00a0\r\n')}\r\n`;
  assert.deepEqual({ ...goodText(fromWindows, PAGE_ENVIRONMENT), warnings: [] }, { ...b, warnings: [] });
  assert.deepEqual(errorsOf(withoutIndentation(PAGE), PAGE_ENVIRONMENT), [
    '19:4: put the address of your NIM in place of <NIM-endpoint>, for example dgx-lab:8000',
  ]);
});

test('paths of files are meant from the folder of the configuration', () => {
  const text = jobWith('authorization: { credentials_file: sub/token }', 'tls_config: { ca_file: /ca.pem }');
  const surroundings = { environment: {}, computerName: COMPUTER, md5 };
  const result = readConfiguration(text, 'some/where/f.yaml', surroundings);
  const http = result.ok ? result.configuration.targets[0]?.http : undefined;
  const authorization = http?.authorization;
  const credentials = authorization?.kind === 'credentials' ? authorization.credentials : undefined;
  assert.deepEqual(credentials, { kind: 'file', path: resolve('some/where/sub/token') });
  assert.deepEqual(http?.tls.ca, { kind: 'file', path: '/ca.pem' });
});

test('whatever the text, nothing is thrown', () => {
  const pieces = [
    ...PAGE.split('\n'),
    ...jobWith('relabel_configs: [{action: hashmod, modulus: 3, target_label: x}]', 'tls_config: {}').split('\n'),
    'forward: {boxes: [a], families: {include: [x]}}',
    '- a',
    '&a',
    '*a',
    '<<: *a',
    '? x',
    '"',
    '{',
    '[',
    '|',
    '!!map',
    '\t',
  ];
  const anyLine = fc.oneof(fc.constantFrom(...pieces), fc.string());
  const anyText = fc.oneof(
    fc.array(anyLine, { maxLength: 30 }).map((lines) => lines.join('\n')),
    fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((lines) => withoutIndentation(lines.join('\n'))),
  );
  fc.assert(
    fc.property(anyText, (text) => {
      const result = readText(text, PAGE_ENVIRONMENT);
      assert.ok(result.ok || result.errors.length > 0);
    }),
    { numRuns: 1_000 },
  );
});
