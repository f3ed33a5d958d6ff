import assert from 'node:assert/strict';
import test from 'node:test';
import {
  errorsOf,
  goodText,
  PAGE_ENVIRONMENT,
  PAGE_WITH_TARGET,
  warningsOf,
} from '../../../fakes/configuration-text.ts';

/** The page's text, in which each pair stands for the first in the place of the second. */
function edited(...pairs: readonly (readonly [from: string, to: string])[]): string {
  return pairs.reduce((text, [from, to]) => {
    assert.ok(text.includes(from), from);
    return text.replace(from, to);
  }, PAGE_WITH_TARGET);
}

type Pair = readonly [from: string, to: string];

const BAD: readonly (readonly [name: string, pairs: readonly Pair[], expected: readonly string[]])[] = [
  [
    'no service',
    [[PAGE_WITH_TARGET.slice(PAGE_WITH_TARGET.indexOf('service:')), '']],
    ['1:1: service is missing: its pipeline says what is used'],
  ],
  [
    'no pipeline',
    [[PAGE_WITH_TARGET.slice(PAGE_WITH_TARGET.indexOf('  metrics:\n    rec')), '']],
    ['22:3: service has no pipeline for metrics'],
  ],
  [
    'two pipelines',
    [['  metrics:\n', '  pipelines: {metrics/2: {receivers: [prometheus], exporters: [otlp_http]}}\n  metrics:\n']],
    ['25:5: a second pipeline for metrics; only one is supported here'],
  ],
  [
    'a receiver that is not defined',
    [['receivers: [prometheus]', 'receivers: [prometeus]']],
    [
      '24:17: the pipeline lists prometeus, which receivers does not define; did you mean "prometheus"?',
      '24:17: the pipeline for metrics lists no prometheus receiver',
    ],
  ],
  [
    'no receiver of ours',
    [
      ['receivers: [prometheus]', 'receivers: [otlp]'],
      ['receivers:\n', 'receivers:\n  otlp: {}\n'],
    ],
    ['25:17: the pipeline for metrics lists no prometheus receiver'],
  ],
  [
    'a processor that changes what is sent',
    [
      ['processors:\n', 'processors:\n  filter/x: {}\n'],
      ['[cumulativetodelta]', '[cumulativetodelta, filter/x]'],
    ],
    ['12:3: the processor filter/x is not supported here and would change what is sent; use metric_relabel_configs'],
  ],
  [
    'another exporter',
    [
      ['exporters:\n', 'exporters:\n  kafka: {}\n'],
      ['[otlp_http]', '[otlp_http, kafka]'],
    ],
    ['17:3: the exporter kafka is not supported here; use otlp_http'],
  ],
  [
    'OTLP over gRPC',
    [
      ['  otlp_http:', '  otlp:'],
      ['[otlp_http]', '[otlp]'],
    ],
    ['17:3: the exporter otlp is not supported here; use otlp_http'],
  ],
  [
    'two destinations',
    [
      ['exporters:\n', 'exporters:\n  otlphttp/2: {endpoint: "https://x.example"}\n'],
      ['[otlp_http]', '[otlp_http, otlphttp/2]'],
    ],
    ['17:3: a second otlp_http exporter; there is one destination'],
  ],
  [
    'our own keys among them',
    [['receivers:\n', 'forward: {}\nreceivers:\n']],
    ['1:1: unknown key "forward" in the configuration; the nearest known key is "exporters"'],
  ],
  [
    'a pipeline with a key that is unknown',
    [['    receivers: [prometheus]', '    receiver: [prometheus]']],
    ['24:5: unknown key "receiver" in the pipeline for metrics; did you mean "receivers"?'],
  ],
];
for (const [name, pairs, expected] of BAD) {
  test(`refused: ${name}`, () => {
    assert.deepEqual(errorsOf(edited(...pairs), PAGE_ENVIRONMENT), expected);
  });
}

const WARNED: readonly (readonly [name: string, pairs: readonly Pair[], expected: string])[] = [
  [
    'another receiver in the pipeline',
    [
      ['receivers:\n', 'receivers:\n  otlp: {}\n'],
      ['receivers: [prometheus]', 'receivers: [prometheus, otlp]'],
    ],
    '2:3: the receiver otlp is left out: only prometheus is supported here',
  ],
  [
    'a component that is not listed',
    [['exporters:\n', 'exporters:\n  debug: {}\n']],
    '17:3: debug has no effect: the pipeline for metrics does not list it',
  ],
  [
    'an exporter of this machine',
    [
      ['exporters:\n', 'exporters:\n  debug: {}\n'],
      ['[otlp_http]', '[otlp_http, debug]'],
    ],
    '17:3: the exporter debug is left out: only otlp_http is supported here',
  ],
  [
    'a processor that is not needed',
    [
      ['processors:\n', 'processors:\n  batch: {}\n'],
      ['[cumulativetodelta]', '[cumulativetodelta, batch]'],
    ],
    '12:3: the processor batch is not needed here and left out',
  ],
  [
    'another pipeline',
    [['  metrics:\n', '  pipelines: {traces: {}}\n  metrics:\n']],
    '23:15: the pipeline traces has no effect here: only metrics are forwarded',
  ],
  [
    'another extension',
    [['  health_check:', '  pprof: {}\n  health_check:']],
    '15:3: the extension pprof has no effect here',
  ],
  ['telemetry', [['service:\n', 'service:\n  telemetry: {}\n']], '22:3: telemetry has no effect here'],
  ['connectors', [['service:\n', 'connectors: {}\nservice:\n']], '21:1: connectors have no effect here'],
  [
    'no conversion listed',
    [
      ['[cumulativetodelta]', '[batch]'],
      ['processors:\n', 'processors:\n  batch:\n'],
    ],
    '26:18: cumulativetodelta is not listed; counters are sent as deltas all the same',
  ],
];
for (const [name, pairs, expected] of WARNED) {
  test(`accepted with a warning: ${name}`, () => {
    const warnings = warningsOf(edited(...pairs), PAGE_ENVIRONMENT);
    assert.ok(warnings.includes(expected), warnings.join('\n'));
  });
}

test('only listed receivers are used, all of them', () => {
  const second =
    'receivers:\n  prometheus/2: {config: {scrape_configs: [{job_name: two, static_configs: [{targets: [b:1]}]}]}}\n';
  const both = edited(['receivers:\n', second], ['receivers: [prometheus]', 'receivers: [prometheus, prometheus/2]']);
  assert.equal(goodText(both, PAGE_ENVIRONMENT).targets.length, 2);
  const one = edited(['receivers:\n', second]);
  assert.equal(goodText(one, PAGE_ENVIRONMENT).targets.length, 1);
});

test('without an exporter of ours nothing is forwarded', () => {
  const text = edited(['exporters:\n', 'exporters:\n  debug:\n'], ['[otlp_http]', '[debug]']);
  assert.equal(goodText(text, PAGE_ENVIRONMENT).forward.endpoint, undefined);
  assert.ok(
    warningsOf(text, PAGE_ENVIRONMENT).includes(
      '27:17: the pipeline lists no otlp_http exporter: nothing is forwarded',
    ),
  );
});
