import { valueOf } from './exposition.ts';
import { expect, test, TOKEN } from './glance.ts';
import { asVllm } from './vllm-text.ts';

test.use({ setup: { forward: true, token: TOKEN } });

test('a NIM that comes back as a vLLM is understood as one, and it is said', async ({ glance }) => {
  await glance.scrapes(3);
  await expect(glance.at('kv-cache')).toHaveText(/^\d+%$/);
  glance.target.rewrite(asVllm);
  glance.sim.restart();
  await expect(glance.page.getByText('It answers as vLLM V1 now; before, it answered as NIM 1.x.')).toBeVisible();
  await glance.scrapes(3);
  glance.target.hold();
  const { text } = glance.target.last;
  await expect(glance.at('kv-cache')).toHaveText(`${Math.round(valueOf(text, 'vllm:kv_cache_usage_perc') * 100)}%`);
  await expect(glance.at('running')).toHaveText(String(valueOf(text, 'vllm:num_requests_running')));
  await expect(glance.at('first-token-p95')).toHaveText(/^\d/);
  expect(glance.sink.report().rejected).toBe(0);
});
