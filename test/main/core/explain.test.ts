import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import test from 'node:test';
import { readOnce, scrapeOnce, signalsOnce, type SignalOnce } from '../../../main/core/explain.ts';
import type { Source } from '../../../main/core/model/signal.ts';
import { fakeSettings } from '../../fakes/target-settings.ts';

const TEXT = `# TYPE cache gauge
cache 0.5
# TYPE tokens_total counter
tokens_total{model="a"} 30
tokens_total{model="b"} 12
tokens_total{model="c"} NaN
# TYPE took histogram
took_bucket{le="2"} 1
took_bucket{le="+Inf"} 4
took_sum 20
took_count 4
# TYPE took_us_total counter
took_us_total 5
`;

function once(source: Source, text = TEXT): SignalOnce {
  const { exposition } = readOnce(Buffer.from(text), { format: 'text', strict: false });
  const [told] = signalsOnce([{ id: 's', sources: [source] }], exposition.families);
  assert.ok(told);
  return told;
}

test('a gauge is what it is', () => {
  const told = once({ kind: 'gauge', of: { family: 'cache' }, take: 'sum' });
  assert.deepEqual(told, { id: 's', kind: 'gauge', families: ['cache'], value: 0.5, above: null, why: null });
});

test('a rate needs two scrapes: one tells the total', () => {
  const { kind, value } = once({ kind: 'rate', of: { family: 'tokens_total' } });
  assert.deepEqual([kind, value], ['rate', 42]);
});

test('quantiles and means are of all that was counted so far', () => {
  const p90 = once({ kind: 'quantile', of: { family: 'took' }, quantile: 0.9 });
  assert.deepEqual([p90.value, p90.above], [Infinity, 2]);
  const mean = once({ kind: 'quotient', of: { family: 'tokens_total' }, per: { family: 'took_us_total' }, scale: 10 });
  assert.deepEqual([mean.value, mean.families], [84, ['tokens_total', 'took_us_total']]);
});

test('what is not there or of another type is said', () => {
  const absent = once({ kind: 'rate', of: { family: 'absent' } });
  assert.deepEqual(absent, { id: 's', kind: null, families: [], value: null, above: null, why: 'no_family' });
  assert.equal(once({ kind: 'rate', of: { family: 'cache' } }).why, 'other_type');
});

test('one scrape of a real server, and no connection is kept', { timeout: 20_000 }, async () => {
  const server = createServer((_request, response) => response.end(TEXT));
  // The server does not end idle connections by itself.
  server.keepAliveTimeout = 0;
  const closed = new Promise((resolve) => server.on('connection', (socket) => socket.on('close', resolve)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const address = { scheme: 'http', host: '127.0.0.1', port, path: undefined } as const;
  const result = await scrapeOnce(fakeSettings({ address }));
  assert.equal(result.kind === 'good' && Buffer.from(result.body).toString(), TEXT);
  await closed;
  server.close();
});
