import assert from 'node:assert/strict';
import test from 'node:test';
import { readSshLine } from '../../../../main/app/boxes/read-ssh-line.ts';

const CASES: readonly (readonly [text: string, local: string | undefined, machine: string])[] = [
  ['ssh -L 8000:localhost:8000 dgx', '127.0.0.1:8000', 'dgx'],
  ['$ ssh -N -f -L8001:127.0.0.1:8000 me@dgx-lab', '127.0.0.1:8001', 'dgx-lab'],
  ['ssh -fNL 9000:localhost:8000 -p 2222 -i ~/.ssh/key dgx', '127.0.0.1:9000', 'dgx'],
  ['ssh dgx -L 127.0.0.2:8000:localhost:8000', '127.0.0.2:8000', 'dgx'],
  ['ssh -L *:8000:localhost:8000 dgx', '127.0.0.1:8000', 'dgx'],
  ['ssh -L [::1]:8000:[fe80::1]:8000 dgx', '[::1]:8000', 'dgx'],
  ['ssh -L 8000:localhost:8000 -L 9400:localhost:9400 dgx', '127.0.0.1:8000', 'dgx'],
  ['ssh -L /tmp/a.sock:localhost:1 -L 8000:/run/nim.sock dgx', '127.0.0.1:8000', 'dgx'],
  ['autossh -M 0 -L 8000:localhost:8000 ssh://me@dgx:22', '127.0.0.1:8000', 'dgx'],
  ['ssh -R 8000:localhost:8000 dgx', undefined, 'dgx'],
  ['ssh dgx', undefined, 'dgx'],
];

for (const [text, local, machine] of CASES) {
  test(text, () => assert.deepEqual(readSshLine(text), { local, machine }));
}

test('what is no ssh command', () => {
  for (const text of ['ssh', 'dgx', 'sshd -L 1:a:2 b', 'http://ssh']) assert.equal(readSshLine(text), undefined);
});
