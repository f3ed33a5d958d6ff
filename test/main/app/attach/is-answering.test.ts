import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import test from 'node:test';
import { isAnswering } from '../../../../main/app/attach/is-answering.ts';
import { systemClock } from '../../../../main/app/system-clock.ts';
import { serve } from '../../hosts/headless/http/serve-screen.ts';

test('a monitor that runs answers; one that ended, and one that is stopped, do not', async (t) => {
  const { url, close, attachKeys } = await serve(t);
  const { own: key } = attachKeys;
  assert.equal(await isAnswering({ url, key }, systemClock), true);
  await close();
  assert.equal(await isAnswering({ url, key }, systemClock), false);
  const mute = createServer().listen(0, '127.0.0.1');
  await once(mute, 'listening');
  t.after(() => mute.close());
  const { port } = mute.address() as AddressInfo;
  assert.equal(await isAnswering({ url: `http://127.0.0.1:${String(port)}`, key }, systemClock), false);
});

test('another program at its port is not the monitor, even another monitor', async (t) => {
  const { url } = await serve(t);
  assert.equal(await isAnswering({ url, key: 'ab'.repeat(32) }, systemClock), false);
});
