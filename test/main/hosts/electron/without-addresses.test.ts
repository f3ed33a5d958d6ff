import assert from 'node:assert/strict';
import { test } from 'node:test';
import { notUpWords, refusedWords, sshTrouble } from '../../../../main/app/tunnels/ssh-words.ts';
import { withoutAddresses } from '../../../../main/hosts/electron/without-addresses.ts';

const END = { code: 255, notStarted: undefined };

function notUp(alias: string, line: string): string {
  return withoutAddresses(alias)(notUpWords(alias, sshTrouble(alias, [line], END, [])));
}

test('what is said of a tunnel keeps its words, without alias and host', () => {
  assert.equal(
    notUp('me@dgx-lab', 'me@dgx-lab.corp.example: Permission denied (publickey).'),
    'the SSH tunnel to … is not up: it accepts none of the keys (permission denied). ' +
      'Run ssh-add, and see that ssh … asks for no password',
  );
  assert.equal(
    notUp('lab', 'ssh: Could not resolve hostname gate.corp.example: Name or service not known'),
    'the SSH tunnel to … is not up: the name is not known (DNS): …. Check it in ~/.ssh/config',
  );
  assert.equal(
    notUp('lab', 'Something new about gate at 10.1.2.3 port 22'),
    'the SSH tunnel to … is not up: ssh says "…"',
  );
  assert.equal(
    withoutAddresses('lab')(refusedWords('lab', '127.0.0.1:7777', 'connect failed: Connection refused')),
    'nothing listens at … on … (connection refused). Check the port, and whether the server runs',
  );
});

test('an alias is taken out where it stands alone, in any case', () => {
  assert.equal(withoutAddresses('me@it')('It is on it, within 5 s; me@it.'), '… is on …, within 5 s; ….');
});

test('addresses of errors go, versions and places stay', () => {
  const quiet = withoutAddresses(undefined);
  const said: readonly [string, string][] = [
    ['connect ECONNREFUSED 10.1.2.3:8000 < open line.ts:12:3', 'connect ECONNREFUSED … < open line.ts:12:3'],
    ['connect ECONNREFUSED ::1:8000', 'connect ECONNREFUSED …'],
    ['connect ETIMEDOUT 2001:db8::1:443', 'connect ETIMEDOUT …'],
    ['at [fe80::1]:80', 'at …'],
    ['getaddrinfo ENOTFOUND nim.corp.example', 'getaddrinfo ENOTFOUND …'],
    ['fetch of http://nim.corp.example:8000/v1 failed', 'fetch of http://…/v1 failed'],
    ['2026-11-24T20:00:00.000Z Error: x < f a.ts:1:2', '2026-11-24T20:00:00.000Z Error: x < f a.ts:1:2'],
    ['Unlock the keychain, or pair again.', 'Unlock the keychain, or pair again.'],
  ];
  for (const [text, without] of said) assert.equal(quiet(text), without);
});
