import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { systemClock } from '../../../../main/app/system-clock.ts';
import { lookAt } from '../../../../main/app/boxes/look-at.ts';
import { httpServer } from '../../../fakes/http-servers.ts';

// Without an ssh to be found.
const tunnels = { clock: systemClock, random: Math.random, environment: { PATH: '/nowhere' } };
const AROUND = { computerName: 'laptop', home: undefined, via: undefined, tunnels, boxAt: () => null };

test('what is there is seen at once; a loopback address has this computer’s name, and asks for one', async (t) => {
  const port = await httpServer(t, (_, response) => response.end('sglang:num_running_reqs 1\n'));
  const address = `127.0.0.1:${String(port)}`;
  const { answer, kind } = await lookAt(`curl -u a:b http://localhost:${String(port)}/metrics`, {
    ...AROUND,
    boxAt: (asked) => (asked === `localhost:${String(port)}` ? 'spark' : null),
  });
  assert.ok(answer.ok);
  assert.equal(kind, 'sglang');
  const { leftOut, ...rest } = answer;
  assert.match(leftOut, /credentials/);
  assert.deepEqual(rest, {
    ...{
      ok: true,
      address: address.replace('127.0.0.1', 'localhost'),
      ssh: null,
      proposedName: 'laptop',
      asksName: true,
    },
    found: {
      ...{ address: address.replace('127.0.0.1', 'localhost'), dialect: 'SGLang', models: [], series: 1 },
      ...{ loading: false, box: 'spark' },
    },
    failure: '',
  });
});

test('a host proposes its own name; why nothing is there is told', async () => {
  const { answer } = await lookAt('nim.invalid:8000', AROUND);
  assert.ok(answer.ok);
  assert.deepEqual([answer.proposedName, answer.asksName, answer.found], ['nim.invalid', false, null]);
  assert.match(answer.failure, /DNS/);
});

test('a tunnel proposes the machine at its other end', async () => {
  const { answer } = await lookAt('ssh -L 1:localhost:8000 dgx', AROUND);
  assert.ok(answer.ok);
  assert.deepEqual([answer.address, answer.proposedName, answer.asksName], ['127.0.0.1:1', 'dgx', true]);
});

test('our own screen is no box', async (t) => {
  const port = await httpServer(t, (_, response) => response.end('nim_glance_points_total 1\n'));
  const { answer } = await lookAt(String(port), AROUND);
  assert.match(answer.ok ? answer.failure : '', /NIM Glance itself/);
});

test('what is not understood is told', async () => {
  assert.equal((await lookAt('what is this', AROUND)).answer.ok, false);
});

test('an alias of ssh that is no host is kept, and asked through its tunnel', async (t) => {
  const home = mkdtempSync(join(tmpdir(), 'look-'));
  t.after(() => rmSync(home, { recursive: true }));
  mkdirSync(join(home, '.ssh'));
  writeFileSync(join(home, '.ssh/config'), 'Host my_nim.invalid localhost\n');
  const { answer } = await lookAt('my_nim.invalid:8001', { ...AROUND, home });
  assert.ok(answer.ok);
  assert.deepEqual(
    [answer.address, answer.ssh, answer.proposedName, answer.asksName, answer.found],
    ['my_nim.invalid:8001', 'my_nim.invalid', 'my_nim.invalid', false, null],
  );
  assert.match(answer.failure, /ssh/i);
  const host = await lookAt('localhost:1', { ...AROUND, home });
  assert.equal(host.answer.ok && host.answer.ssh, null);
});

test('user@host is a way of ssh; the box is the host', async () => {
  const { answer } = await lookAt('me@dgx.invalid', AROUND);
  assert.ok(answer.ok);
  assert.deepEqual(
    [answer.address, answer.ssh, answer.proposedName],
    ['dgx.invalid:8000', 'me@dgx.invalid', 'dgx.invalid'],
  );
});

test('for a box behind a tunnel an address is asked through that', async () => {
  const { answer } = await lookAt('localhost:9400', { ...AROUND, via: 'dgx' });
  assert.ok(answer.ok);
  assert.deepEqual([answer.address, answer.ssh, answer.asksName], ['localhost:9400', null, false]);
  assert.match(answer.failure, /ssh/i);
});
