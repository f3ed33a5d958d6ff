import assert from 'node:assert/strict';
import test from 'node:test';
import { errorsOf, jobWith, readText } from '../../../fakes/configuration-text.ts';

test('problems come in the order of the file, each once', () => {
  const text = [
    'scrape_configs:',
    '  - job_name: a',
    '    static_configs: [{ targets: [] }]',
    '    relabel_configs: &rules',
    '      - { action: nope }',
    '    metric_relabel_configs: *rules',
    '    scheme: ftp',
    'global:',
    '  scrape_interval: 1',
    '',
  ].join('\n');
  const errors = errorsOf(text);
  assert.deepEqual(
    errors.map((error) => error.slice(0, 4)),
    ['5:19', '7:13', '9:20'],
  );
});

test('an alias without an anchor', () => {
  assert.deepEqual(errorsOf(jobWith('scheme: *none')), ['4:13: the alias *none has no anchor &none before it']);
});

test('aliases that multiply are counted, not followed for ever', () => {
  const lines = ['x0: &x0 ["a:1"]'];
  for (let level = 1; level < 30; level += 1) {
    const before = `*x${String(level - 1)}`;
    lines.push(`x${String(level)}: &x${String(level)} [${Array.from({ length: 9 }, () => before).join(', ')}]`);
  }
  const text = `${lines.join('\n')}\nscrape_configs: [{job_name: a, static_configs: [{targets: *x29}]}]\n`;
  assert.ok(errorsOf(text).some((error) => error.endsWith('more than 1000 aliases in one file')));
});

test('an alias that holds itself', () => {
  for (const text of [
    'scrape_configs: [{job_name: a, static_configs: [{targets: &t [*t]}]}]',
    'scrape_configs: &s [*s]',
    'scrape_configs: [&s {<<: *s}]',
    '&r {<<: *r}',
  ]) {
    assert.ok(!readText(text).ok, text);
  }
});

test('at most a hundred problems are told', () => {
  const keys = Array.from({ length: 500 }, (_, index) => `nothing_known_${String(index)}: 1`);
  assert.equal(errorsOf(keys.join('\n')).length, 100);
});
