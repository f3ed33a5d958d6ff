import assert from 'node:assert/strict';
import test from 'node:test';
import { aliasProblem, farEndOf } from '../../../../main/app/tunnels/ssh-alias.ts';

test('an alias, a host, user@host, an address', () => {
  for (const alias of ['dgx-lab', 'dgx.lab.example', 'ml@dgx-lab', '10.0.0.5', 'fd00::5', 'ssh_lab', 'lab/1'])
    assert.equal(aliasProblem(alias), undefined, alias);
});

test('nothing that ssh, or a shell that it calls, could take for something else', () => {
  const bad = [
    '',
    '-oProxyCommand=id',
    ' dgx',
    'dgx lab',
    'dgx\nlab',
    'dgx\u0000',
    '$(id)',
    '`id`',
    'a;b',
    'a|b',
    "a'b",
    'a"b',
    'a\\b',
    '{a}',
    '\u001b[31m',
  ];
  for (const alias of bad) assert.match(aliasProblem(alias) ?? '', /^ssh takes an alias/, JSON.stringify(alias));
});

test('its own name means the machine itself; everything else is as seen from there', () => {
  const rows: readonly (readonly [alias: string, host: string, farEnd: string])[] = [
    ['dgx-lab', 'dgx-lab', '127.0.0.1:8000'],
    ['DGX-Lab', 'dgx-lab', '127.0.0.1:8000'],
    ['ml@dgx-lab', 'dgx-lab', '127.0.0.1:8000'],
    ['dgx-lab', '127.0.0.1', '127.0.0.1:8000'],
    ['login', 'gpu-07', 'gpu-07:8000'],
    ['login', '[fd00::5]', '[fd00::5]:8000'],
  ];
  for (const [alias, host, farEnd] of rows) assert.equal(farEndOf(alias, host, 8000), farEnd);
});
