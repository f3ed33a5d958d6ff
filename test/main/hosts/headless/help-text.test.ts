import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { HELP } from '../../../../main/hosts/headless/help-text.ts';

const SOURCE = readFileSync(join(import.meta.dirname, '../../../../main/hosts/headless/main.ts'), 'utf8');

test('each command and each option is named', () => {
  const [options = '', commands = ''] = SOURCE.split('const COMMANDS');
  const optionNames = [...options.matchAll(/^ {2}'?([a-z-]+)'?: \{ type/gm)].map(([, name = '']) => `--${name}`);
  const commandNames = [...commands.matchAll(/^ {4}'([a-z-]+)',$/gm)].map(([, name = '']) => `nim-glance ${name}`);
  assert.ok(optionNames.length > 20 && commandNames.length > 10);
  // Whoever reads it has found --help.
  const missing = [...optionNames, ...commandNames].filter((name) => name !== '--help' && !HELP.includes(name));
  assert.deepEqual(missing, []);
});

test('it fits a terminal of 100 columns', () => {
  assert.deepEqual(
    HELP.split('\n').filter((line) => line.length > 100),
    [],
  );
});
