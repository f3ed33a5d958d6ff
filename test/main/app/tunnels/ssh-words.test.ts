import assert from 'node:assert/strict';
import test from 'node:test';
import { failureKind, type FailureKind } from '../../../../main/app/network/failure-kind.ts';
import {
  notUpWords,
  readSshLine,
  refusedWords,
  sshTrouble,
  type SshTrouble,
} from '../../../../main/app/tunnels/ssh-words.ts';

const CHANGED = `@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @
@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
Offending ED25519 key in /home/u/.ssh/known_hosts:1
Host key for dgx.lab has changed and you have requested strict checking.
Host key verification failed.`;
const OPEN_KEY = `Permissions 0644 for '/home/u/.ssh/id' are too open.
Load key "/home/u/.ssh/id": bad permissions
u@dgx.lab: Permission denied (publickey).`;
const OUR_PORT = `Authenticated to dgx.lab ([10.0.0.5]:22) using "publickey".
bind [127.0.0.1]:41001: Address already in use
channel_setup_fwd_listener_tcpip: cannot listen to port: 41001
Could not request local forwarding.`;
const BEHIND = `ssh: connect to host jump port 22: Connection refused
kex_exchange_identification: Connection closed by remote host
Connection closed by UNKNOWN port 65535`;

type Row = readonly [said: string, reason: RegExp, mendedBy: SshTrouble['mendedBy'], way: FailureKind];

/** What OpenSSH says; what becomes of it, and whose fault it then is. */
const ROWS: readonly Row[] = [
  ['Host key verification failed.', /^its host key is not known\. Run ssh dgx-lab once/, 'user', 'tunnel'],
  [CHANGED, /^its host key is another one than before/, 'user', 'tunnel'],
  ['u@dgx.lab: Permission denied (publickey,password).', /^it accepts none of the keys/, 'login', 'tunnel'],
  [OPEN_KEY, /^others can read the key \/home\/u\/\.ssh\/id,.*chmod 600/, 'login', 'tunnel'],
  [
    'Received disconnect from 10.0.0.5 port 22:2: Too many authentication failures\nDisconnected from 10.0.0.5 port 22',
    /^the agent offers too many keys/,
    'login',
    'tunnel',
  ],
  [
    'sign_and_send_pubkey: signing failed for ED25519 "x" from agent: agent refused operation\nu@dgx: Permission denied (publickey).',
    /^the SSH agent did not sign/,
    'login',
    'tunnel',
  ],
  ['ssh: connect to host dgx.lab port 22: Connection refused', /^nothing listens at its SSH port/, 'time', 'refused'],
  [BEHIND, /^nothing listens at its SSH port/, 'time', 'refused'],
  ['ssh: connect to host dgx.lab port 22: Connection timed out', /asleep or off$/, 'time', 'silence'],
  ['ssh: connect to host dgx.lab port 22: Operation timed out', /asleep or off$/, 'time', 'silence'],
  [
    'Connection timed out during banner exchange\nConnection to 10.0.0.5 port 22 timed out',
    /asleep or off$/,
    'time',
    'silence',
  ],
  ['Timeout, server dgx.lab not responding.', /asleep or off$/, 'time', 'silence'],
  ['ssh: connect to host dgx.lab port 22: No route to host', /^the host cannot be reached/, 'time', 'silence'],
  [
    'ssh: connect to host dgx.lab port 22: Network is unreachable',
    /^the network cannot be reached/,
    'time',
    'no_route',
  ],
  [
    'ssh: Could not resolve hostname dgx.lab: Name or service not known',
    /^the name is not known \(DNS\): dgx\.lab\./,
    'time',
    'name',
  ],
  [
    'ssh: Could not resolve hostname dgx.lab: nodename nor servname provided, or not known',
    /^the name is not known/,
    'time',
    'name',
  ],
  [
    'ssh: Could not resolve hostname dgx.lab: Temporary failure in name resolution',
    /^the name server does not answer/,
    'time',
    'dns',
  ],
  ['Connection to dgx.lab closed by remote host.', /^the connection was cut/, 'time', 'cut'],
  ['Connection closed by 10.0.0.5 port 22', /^the connection was cut/, 'time', 'cut'],
  ['Connection reset by 10.0.0.5 port 22', /^the connection was cut/, 'time', 'cut'],
  ['client_loop: send disconnect: Broken pipe', /^the connection was cut/, 'time', 'cut'],
  [OUR_PORT, /^port 41001 of this computer was taken meanwhile$/, 'another_port', 'tunnel'],
  [OUR_PORT.replace(/41001/g, '8888'), /^port 8888 of this computer is taken, .*LocalForward/, 'user', 'tunnel'],
  [
    '/home/u/.ssh/config: line 3: Bad configuration option: foo\n/home/u/.ssh/config: terminating, 1 bad configuration options',
    /^ssh does not accept its configuration \(\/home\/u\/\.ssh\/config: line 3: /,
    'user',
    'tunnel',
  ],
  ['Bad owner or permissions on /home/u/.ssh/config', /\(Bad owner or permissions on /, 'user', 'tunnel'],
  [
    'Unable to negotiate with 10.0.0.5 port 22: no matching host key type found. Their offer: ssh-rsa',
    /\(no matching host key type found\)/,
    'user',
    'tunnel',
  ],
  ['hostname contains invalid characters', /^ssh refuses such a name/, 'user', 'tunnel'],
  ['Authorised use only.\nsomething new', /^ssh says "something new"$/, 'time', 'tunnel'],
  ['Transferred: sent 3360, received 3136 bytes, in 3.8 seconds', /^ssh ended with 255$/, 'time', 'tunnel'],
];
for (const [said, reason, mendedBy, way] of ROWS) {
  test(said.split('\n').slice(-2).join(' / '), () => {
    const trouble = sshTrouble('dgx-lab', said.split('\n'), { code: 255, notStarted: undefined }, [41001]);
    assert.match(trouble.reason, reason);
    assert.equal(trouble.mendedBy, mendedBy);
    assert.equal(failureKind(notUpWords('dgx-lab', trouble)), way);
    assert.doesNotMatch(trouble.reason, /[.!]$/);
  });
}

test('the banner of a server is no reason', () => {
  const lines = [
    'Sessions that are idle have timed out, and were closed by us.',
    'u@dgx: Permission denied (publickey).',
  ];
  assert.match(sshTrouble('dgx-lab', lines, { code: 255, notStarted: undefined }, []).reason, /^it accepts none/);
  assert.match(
    sshTrouble('dgx-lab', lines.slice(0, 1), { code: 1, notStarted: undefined }, []).reason,
    /^ssh says "Sessions/,
  );
});

test('an ssh that cannot be started, or that a signal ended', () => {
  const of = (code: number | undefined, notStarted: string | undefined) =>
    sshTrouble('dgx-lab', [], { code, notStarted }, []);
  assert.deepEqual(of(undefined, 'ENOENT'), {
    reason: 'there is no ssh on this computer. Install OpenSSH',
    mendedBy: 'user',
  });
  assert.equal(of(undefined, 'EAGAIN').reason, 'ssh cannot be started (EAGAIN)');
  assert.equal(of(undefined, undefined).reason, 'ssh was ended by a signal');
});

test('a line that is longer than a sentence is cut', () => {
  const { reason } = sshTrouble('dgx-lab', ['x'.repeat(1_000)], { code: 1, notStarted: undefined }, []);
  assert.ok(reason.length < 250);
});

test('lines: what tells that the ports are open, what is noise, what the other end refused', () => {
  assert.deepEqual(readSshLine('debug1: Local forwarding listening on 127.0.0.1 port 41001.'), {
    kind: 'opens',
    port: 41001,
  });
  assert.deepEqual(readSshLine('debug1: Entering interactive session.'), { kind: 'ready' });
  assert.deepEqual(readSshLine('debug1: Authentications that can continue: publickey'), { kind: 'noise' });
  assert.deepEqual(readSshLine('Host key verification failed.'), { kind: 'said' });
  const why = 'connect failed: Connection refused';
  assert.deepEqual(readSshLine(`channel 2: open failed: ${why}`), { kind: 'refused', why });
});

test('a tunnel that is up and ends at nothing', () => {
  const of = (why: string) => {
    const words = refusedWords('dgx-lab', '127.0.0.1:8000', why);
    return [words, failureKind(words)];
  };
  assert.deepEqual(of('connect failed: Connection refused'), [
    'nothing listens at 127.0.0.1:8000 on dgx-lab (connection refused). Check the port, and whether the server runs',
    'refused',
  ]);
  const [prohibited, kind] = of('administratively prohibited: open failed');
  assert.match(prohibited ?? '', /^the SSH tunnel to dgx-lab leads nowhere: .*AllowTcpForwarding/);
  assert.equal(kind, 'tunnel');
  assert.deepEqual(of('connect failed: Name or service not known'), [
    'dgx-lab cannot connect to 127.0.0.1:8000 (Name or service not known)',
    'answers',
  ]);
});
