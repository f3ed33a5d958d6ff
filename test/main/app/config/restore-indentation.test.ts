import assert from 'node:assert/strict';
import test from 'node:test';
import { SCRAPE_CONFIG } from '../../../../main/app/config/prometheus-keys.ts';
import { restoreIndentation } from '../../../../main/app/config/restore-indentation.ts';
import { PAGE, withoutIndentation } from '../../../fakes/configuration-text.ts';

function restored(text: string): string | undefined {
  return restoreIndentation('f', text)?.text;
}

/** Reads well in both senses: what was flattened comes back as it was, blank lines aside. */
function comesBack(text: string): void {
  const back = restored(withoutIndentation(text));
  assert.equal(back?.replace(/\n\n/g, '\n'), text.trimEnd());
}

test('the page’s text comes back as it was', () => {
  comesBack(PAGE);
});

test('several jobs, with labels, rules and lists', () => {
  comesBack(`global:
  scrape_interval: 5s
  external_labels:
    site: lab
scrape_configs:
  - job_name: one
    metrics_path: /metrics
    static_configs:
      - targets:
          - a:1
          - b:2
        labels:
          zone: x
          metrics: y
      - targets: ["c:3"]
    relabel_configs:
      - source_labels: [zone]
        target_label: z
      - action: labeldrop
        regex: zone
    metric_relabel_configs:
      - source_labels:
          - __name__
        regex: go_.*
        action: drop
  - job_name: two
    tls_config:
      ca_file: ca.pem
    basic_auth:
      username: me
    static_configs:
      - targets: ["d:4"]
forward:
  endpoint: https://x.example
  boxes: all
  families:
    preset: default
    exclude:
      - x
boxes:
  - name: lab
    targets: ["a:1"]
`);
});

test('components with names of their own, and pipelines', () => {
  comesBack(`receivers:
  prometheus/nim:
    config:
      scrape_configs:
        - job_name: a
          static_configs:
            - targets: ["a:1"]
processors:
  cumulative_to_delta/x:
    max_staleness: 1h
exporters:
  otlphttp/dt:
    endpoint: https://x.example
    headers:
      Authorization: Api-Token x
      X-Other: y
service:
  pipelines:
    metrics:
      receivers:
        - prometheus/nim
      processors: [cumulative_to_delta/x]
      exporters: [otlphttp/dt]
`);
});

test('comments stay, and the end of a line after a colon may have one', () => {
  const text = '# top\nglobal: # here\nscrape_interval: 5s\n# between\nscrape_configs:\n- job_name: a';
  assert.equal(
    restored(text),
    '# top\nglobal: # here\n  scrape_interval: 5s\n# between\nscrape_configs:\n  - job_name: a',
  );
});

test('an unknown key stays with the innermost mapping, where it will be reported', () => {
  assert.equal(
    restored('scrape_configs:\n- job_name: a\nhonour_labels: false\nstatic_configs:\n- targets: [x]'),
    'scrape_configs:\n  - job_name: a\n    honour_labels: false\n    static_configs:\n      - targets: [x]',
  );
});

test('each line says how far it was moved', () => {
  const result = restoreIndentation('f', 'global:\n\nscrape_interval: 5s\n');
  assert.deepEqual(result?.indents, [0, 0, 2, 0]);
});

test('a text that has some indentation, or needs none, is left alone', () => {
  assert.equal(restored('global:\n  scrape_interval: 5s\nscrape_timeout: 1s'), undefined);
  assert.equal(restored('scrape_configs: []\nboxes: []'), undefined);
  assert.equal(restored(''), undefined);
});

test('every key of a job finds its job again', () => {
  for (const key of SCRAPE_CONFIG.known.filter((known) => known !== 'job_name' && known !== 'tls_config')) {
    comesBack(`scrape_configs:\n  - job_name: a\n    tls_config:\n      ca_file: c\n    ${key}: x\n`);
  }
});
