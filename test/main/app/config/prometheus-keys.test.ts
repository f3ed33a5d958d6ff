import assert from 'node:assert/strict';
import test from 'node:test';
import { errorsOf, jobWith, warningsOf } from '../../../fakes/configuration-text.ts';

const NOT_HERE = "is Prometheus' and not supported here";

const TOP_LEVEL: readonly (readonly [string, string])[] = [
  ['remote_write', `${NOT_HERE}; use forward: with an endpoint, which takes OTLP`],
  ['remote_read', `${NOT_HERE}; there is nothing to read back`],
  ['scrape_config_files', `${NOT_HERE}; put all jobs under scrape_configs`],
  ['token', 'does not belong into this file; store it in the keychain, or set DT_API_TOKEN or DT_API_TOKEN_FILE'],
  ['endpoint', 'belongs into forward:'],
  ['static_configs', 'belongs into an entry of scrape_configs'],
];
for (const [key, words] of TOP_LEVEL) {
  test(`${key} at the top`, () => {
    assert.deepEqual(errorsOf(`${jobWith()}${key}: x\n`), [`4:1: ${key} ${words}`]);
  });
}

const IN_JOB: readonly (readonly [string, string])[] = [
  ['kubernetes_sd_configs', `${NOT_HERE}: targets are not discovered; name them under static_configs`],
  ['file_sd_configs', `${NOT_HERE}: targets are not discovered; name them under static_configs`],
  ['future_sd_configs', `${NOT_HERE}: targets are not discovered; name them under static_configs`],
  ['oauth2', `${NOT_HERE}; use authorization: with credentials or credentials_file`],
  ['proxy_connect_header', `${NOT_HERE}; put the proxy's user and password into proxy_url`],
  ['targets', 'belongs into an entry of static_configs'],
  ['insecure_skip_verify', 'belongs into tls_config:'],
  ['password', 'belongs into basic_auth:'],
];
for (const [key, words] of IN_JOB) {
  test(`${key} in a job`, () => {
    assert.deepEqual(errorsOf(jobWith(`${key}: x`)), [`4:5: ${key} ${words}`]);
  });
}

test('a key of which nothing is known names the nearest', () => {
  assert.deepEqual(errorsOf(`${jobWith()}globals: {}\n`), [
    '4:1: unknown key "globals" in the configuration; did you mean "global"?',
  ]);
  assert.deepEqual(errorsOf(jobWith('scrape_intervall: 5s')), [
    '4:5: unknown key "scrape_intervall" in an entry of scrape_configs; did you mean "scrape_interval"?',
  ]);
  assert.deepEqual(errorsOf(`${jobWith()}global: { scrape_intervall: 5s }\n`), [
    '4:11: unknown key "scrape_intervall" in global; did you mean "scrape_interval"?',
  ]);
  assert.deepEqual(errorsOf(jobWith('constructor: x')).length, 1);
});

test("a Prometheus server's own parts are warnings: its example file is good as it stands", () => {
  const text = `${jobWith()}alerting:\n  alertmanagers:\n    - static_configs: [{ targets: }]\nrule_files:\n  # - "first.yml"\n`;
  assert.deepEqual(warningsOf(text), [
    '4:1: alerting has no effect here: this program alerts by itself',
    '7:1: rule_files has no effect here: rules belong to a Prometheus server',
  ]);
});

const IGNORED: readonly (readonly [text: string, warning: string])[] = [
  [jobWith('enable_compression: false'), '4:5: enable_compression has no effect here: gzip is always offered'],
  [jobWith('enable_http2: true'), '4:5: enable_http2 has no effect here: targets are asked over HTTP/1.1'],
  [
    jobWith('scrape_protocols: [x]'),
    '4:5: scrape_protocols has no effect here: OpenMetrics 1.0 and the text format are asked for',
  ],
  [
    `${jobWith()}global: {evaluation_interval: 1m}`,
    '4:10: evaluation_interval has no effect here: there are no rules to evaluate',
  ],
];
for (const [text, warning] of IGNORED) {
  test(`accepted with a warning: ${warning}`, () => {
    assert.deepEqual(warningsOf(text), [warning]);
  });
}
