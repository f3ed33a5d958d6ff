import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import test from 'node:test';
import { usageOf } from './process-usage.ts';

test('time and memory of a process are its own', async (t) => {
  if (process.platform !== 'linux') return t.skip('only Linux has /proc');
  const code =
    'const kept = Buffer.alloc(64e6, 1); for (const end = Date.now() + 300; Date.now() < end;); console.log(kept.length); setTimeout(() => 0, 60000);';
  const child = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'ignore'] });
  t.after(() => child.kill());
  await once(child.stdout, 'data');
  const { cpuMs, memoryBytes } = usageOf(child.pid ?? 0);
  assert.ok(cpuMs >= 100 && cpuMs < 60_000, String(cpuMs));
  assert.ok(memoryBytes > 64e6 && memoryBytes < 500e6, String(memoryBytes));
});
