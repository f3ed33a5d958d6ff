import assert from 'node:assert/strict';
import test from 'node:test';
import {
  COMPUTER,
  errorsOf,
  goodText,
  PAGE,
  PAGE_ENVIRONMENT,
  PAGE_WITH_TARGET,
  warningsOf,
} from '../../../fakes/configuration-text.ts';

const edited = (from: string, to: string) => {
  assert.ok(PAGE_WITH_TARGET.includes(from), from);
  return PAGE_WITH_TARGET.replace(from, to);
};

test('the page’s YAML with an address, as it stands', () => {
  const { form, targets, forward, maxStalenessMs } = goodText(PAGE_WITH_TARGET, PAGE_ENVIRONMENT);
  assert.equal(form, 'collector');
  const [target] = targets;
  assert.deepEqual(target?.address, { scheme: 'http', host: 'dgx-lab', port: 8000, path: undefined });
  assert.deepEqual([target.box, target.scrapeIntervalMs, target.honorLabels], ['dgx-lab', 10_000, false]);
  assert.deepEqual(target.labels, [
    ['instance', 'dgx-lab:8000'],
    ['job', 'nim-metrics'],
  ]);
  assert.deepEqual(forward, {
    endpoint: PAGE_ENVIRONMENT.DT_ENDPOINT,
    token: PAGE_ENVIRONMENT.DT_API_TOKEN,
    boxes: 'all',
    families: { preset: 'everything', include: [], exclude: [] },
    summaryQuantiles: false,
  });
  assert.equal(maxStalenessMs, 25 * 3_600_000);
  assert.deepEqual(warningsOf(PAGE_WITH_TARGET, PAGE_ENVIRONMENT), ['15:3: health_check opens no port here']);
});

test('the page’s YAML without an address says where to put it', () => {
  assert.deepEqual(errorsOf(PAGE, PAGE_ENVIRONMENT), [
    '10:20: put the address of your NIM in place of <NIM-endpoint>, for example dgx-lab:8000',
  ]);
});

test('endpoint and token may be set later: their variables are named, each where it stands', () => {
  assert.deepEqual(warningsOf(PAGE_WITH_TARGET, {}), [
    '15:3: health_check opens no port here',
    '18:15: the environment variable DT_ENDPOINT is not set: what is scraped is kept until a destination is set',
    '20:22: the environment variable DT_API_TOKEN is not set: the token of the keychain is used, if there is one',
  ]);
});

test('a variable that is not set elsewhere is an error', () => {
  assert.deepEqual(errorsOf(edited('scrape_interval: 10s', 'scrape_interval: ${env:NONE}'), PAGE_ENVIRONMENT), [
    '6:28: the environment variable NONE is not set',
  ]);
});

const SAME: readonly (readonly [name: string, text: string])[] = [
  [
    'the pipeline where the Collector wants it',
    edited(
      '  metrics:\n',
      '  pipelines: { metrics: { receivers: [prometheus], processors: [cumulativetodelta], exporters: [otlp_http] } }\n',
    ).replace(/ {4}(receivers|processors|exporters): \[\w+\]\n/g, ''),
  ],
  [
    'the names of other versions',
    PAGE_WITH_TARGET.replace(/cumulativetodelta/g, 'cumulative_to_delta').replace(/otlp_http/g, 'otlphttp'),
  ],
  [
    'components with names of their own',
    PAGE_WITH_TARGET.replace(/\bprometheus\b/g, 'prometheus/nim').replace(/otlp_http/g, 'otlphttp/dynatrace'),
  ],
  ['a Bearer token', edited('Api-Token', 'Bearer')],
  ['a header’s name in small letters', edited('Authorization', 'authorization')],
  [
    'the endpoint for metrics alone',
    edited('endpoint: ${env:DT_ENDPOINT}', 'metrics_endpoint: ${DT_ENDPOINT}/v1/metrics'),
  ],
  ['targets as Prometheus has them', edited('- ["dgx-lab:8000"]', '- dgx-lab:8000')],
];
for (const [name, text] of SAME) {
  test(`the same: ${name}`, () => {
    const expected = goodText(PAGE_WITH_TARGET, PAGE_ENVIRONMENT);
    assert.deepEqual({ ...goodText(text, PAGE_ENVIRONMENT), warnings: [] }, { ...expected, warnings: [] });
  });
}

test('Prometheus’ own defaults hold there, and loopback targets are of this computer', () => {
  const text = edited('          scrape_interval: 10s\n', '').replace('dgx-lab', '127.0.0.1');
  const target = goodText(text, PAGE_ENVIRONMENT).targets[0];
  assert.deepEqual([target?.scrapeIntervalMs, target?.scrapeTimeoutMs, target?.box], [60_000, 10_000, COMPUTER]);
});

test('a dollar sign of a replacement is doubled, as in the Collector', () => {
  const rules =
    'relabel_configs: [{source_labels: [job], target_label: j, replacement: "$$1"}]\n          honor_labels: false';
  const labels = goodText(edited('honor_labels: false', rules), PAGE_ENVIRONMENT).targets[0]?.labels;
  assert.deepEqual(labels?.[1], ['j', 'nim-metrics']);
});

test('no staleness is named: the default', () => {
  for (const text of [edited('    max_staleness: 25h\n', ''), edited('25h', '0')]) {
    assert.equal(goodText(text, PAGE_ENVIRONMENT).maxStalenessMs, undefined);
  }
});

const BAD: readonly (readonly [from: string, to: string, expected: readonly string[]])[] = [
  ['scrape_interval: 10s', 'scrape_interval: 10', ['6:28: scrape_interval needs a unit: 10s, not "10"']],
  [
    'honor_labels',
    'honour_labels',
    ['7:11: unknown key "honour_labels" in an entry of scrape_configs; did you mean "honor_labels"?'],
  ],
  [
    '    config:\n',
    '    configs:\n',
    [
      '2:3: the receiver prometheus needs config: with scrape_configs that name the targets',
      '3:5: unknown key "configs" in the prometheus receiver; did you mean "config"?',
    ],
  ],
  [
    '      scrape_configs:\n',
    '      globl: {}\n      scrape_configs:\n',
    ['4:7: unknown key "globl" in config of the prometheus receiver; did you mean "global"?'],
  ],
  [
    '    config:\n',
    '    target_allocator: {}\n    config:\n',
    ['3:5: target_allocator is not supported here: targets are named under static_configs'],
  ],
  ['max_staleness: 25h', 'max_staleness: 1d', ['13:20: max_staleness takes a duration such as 25h, not "1d"']],
  [
    'max_staleness: 25h',
    'include: {}',
    ['13:5: include is not supported here: every counter and histogram is sent as deltas'],
  ],
  ['endpoint: ${env:DT_ENDPOINT}', 'endpoint: http://sink.example', ['ADDRESS']],
  ['endpoint: ${env:DT_ENDPOINT}', 'endpoint: ${file:/x}', ['18:15: ${file:…} is not supported; only ${env:NAME} is']],
  ['    endpoint: ${env:DT_ENDPOINT}\n', '', ['17:3: the exporter otlp_http needs an endpoint']],
  ['    headers:\n', '    tls: {insecure: true}\n    headers:\n', ['19:5: tls is not supported here at an exporter']],
  [
    '"Api-Token ${env:DT_API_TOKEN}"',
    '${env:DT_API_TOKEN}',
    ['20:22: Authorization: it is written as: Api-Token TOKEN'],
  ],
  [
    '"Api-Token ${env:DT_API_TOKEN}"',
    '"Api-Token a b"',
    ['20:22: Authorization: The token must not contain blanks, line breaks or letters beyond A–Z'],
  ],
];
for (const [from, to, expected] of BAD) {
  test(`refused: ${to.trim()}`, () => {
    const errors = errorsOf(edited(from, to), PAGE_ENVIRONMENT);
    if (expected[0] === 'ADDRESS') assert.match(errors[0] ?? '', /^18:15: endpoint: The address must start with https/);
    else assert.deepEqual(errors, expected);
    assert.doesNotMatch(errors.join('\n'), /SECRET/);
  });
}

const WARNED: readonly (readonly [from: string, to: string, expected: string])[] = [
  [
    '    headers:\n',
    '    compression: none\n    headers:\n',
    '19:5: compression has no effect here: requests are always compressed with gzip',
  ],
  [
    '    headers:\n',
    '    sending_queue: {}\n    headers:\n',
    '19:5: sending_queue has no effect here: what was not delivered stays queued',
  ],
  ['    headers:\n', '    headers:\n      X-Scope: a\n', '20:7: the header X-Scope is not sent'],
  [
    '    max_staleness: 25h',
    '    initial_value: auto',
    '13:5: initial_value has no effect here: a first value is sent only when it is known to be new',
  ],
  [
    '    config:\n',
    '    trim_metric_suffixes: false\n    config:\n',
    '3:5: trim_metric_suffixes has no effect here: names are sent as they were scraped',
  ],
];
for (const [from, to, expected] of WARNED) {
  test(`accepted with a warning: ${to.trim()}`, () => {
    assert.ok(warningsOf(edited(from, to), PAGE_ENVIRONMENT).includes(expected));
  });
}
