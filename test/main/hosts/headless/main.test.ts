import assert from 'node:assert/strict';
import test from 'node:test';
import { RunningProgram } from './run-process.ts';

const WRONG: readonly (readonly [readonly string[], RegExp])[] = [
  [['dance'], /there is no command "dance"/],
  [['__proto__'], /there is no command/],
  [['run'], /needs the address of a NIM/],
  [['run', 'a', 'b'], /run takes one word behind it/],
  [['run', 'ftp://x'], /not supported/],
  [['run', 'x', '--forward', 'http://far.example'], /https/],
  [['run', 'x', '--interval', 'soon'], /--interval takes a duration such as 30s or 2m, at most 596h, not "soon"/],
  [['demo', '--forward', 'x'], /demo does not take --forward/],
  [['demo', '--fro', '2s'], /--fro/],
  [['simulate', '--port', '99999'], /--port takes a port/],
  [['simulate', '--seed', 'x'], /--seed takes a whole number/],
];

for (const [args, message] of WRONG) {
  test(`${args.join(' ')}: exit 2 and words`, async () => {
    const program = new RunningProgram(args);
    assert.equal(await program.ended, 2);
    assert.match(program.err, message);
    assert.equal(program.out, '');
  });
}

test('help lists the commands', async () => {
  const program = new RunningProgram(['--help']);
  assert.equal(await program.ended, 0);
  for (const command of ['demo', 'run', 'simulate', 'sink'])
    assert.match(program.out, new RegExp(`nim-glance ${command}`));
});
