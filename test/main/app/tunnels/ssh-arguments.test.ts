import assert from 'node:assert/strict';
import test from 'node:test';
import { sshArguments } from '../../../../main/app/tunnels/ssh-arguments.ts';

const FORWARDS = [
  { port: 41001, farEnd: '127.0.0.1:8000' },
  { port: 41002, farEnd: '[fd00::5]:9400' },
];

test('no command, no terminal, a port each on loopback alone, and the alias last, where no option can be', () => {
  const args = sshArguments({ alias: 'dgx-lab', forwards: FORWARDS, mayAsk: false });
  assert.deepEqual(args.slice(0, 2), ['-N', '-T']);
  assert.deepEqual(args.slice(-6), [
    '-L',
    '127.0.0.1:41001:127.0.0.1:8000',
    '-L',
    '127.0.0.1:41002:[fd00::5]:9400',
    '--',
    'dgx-lab',
  ]);
});

test('what must not be left to the configuration of the user', () => {
  const args = sshArguments({ alias: 'dgx-lab', forwards: FORWARDS, mayAsk: false });
  for (const option of [
    'ExitOnForwardFailure=yes',
    'BatchMode=yes',
    'ControlPath=none',
    'ServerAliveInterval=5',
    'ForwardAgent=no',
  ])
    assert.equal(args[args.indexOf(option) - 1], '-o', option);
});

test('only where the user may be asked, ssh asks', () => {
  const args = sshArguments({ alias: 'dgx-lab', forwards: FORWARDS, mayAsk: true });
  assert.ok(args.includes('BatchMode=no'));
  assert.ok(!args.includes('BatchMode=yes'));
});
