import { TOKENS, om, rule, text, tokens, type LiveScenario } from './scripted-texts.ts';

/** Who is who: labels, scopes, resources, names, and series that come and go. */
export const LABEL_SCENARIOS: readonly LiveScenario[] = [
  {
    name: 'series-vanish-and-return',
    answers: [
      text(...TOKENS, tokens(1, '{m="a"}'), tokens(10, '{m="b"}'), tokens(100, '{m="c"}')),
      text(...TOKENS, tokens(2, '{m="a"}'), tokens(110, '{m="c"}')),
      text(...TOKENS, tokens(3, '{m="a"}')),
      text(...TOKENS, tokens(4, '{m="a"}'), tokens(40, '{m="b"}'), tokens(140, '{m="c"}')),
    ],
  },
  {
    name: 'gauges-vanish',
    answers: [
      text('# TYPE temperature gauge', 'temperature{gpu="0"} 40', 'temperature{gpu="1"} 41'),
      text('# TYPE temperature gauge', 'temperature{gpu="0"} 42'),
    ],
  },
  {
    name: 'label-order',
    answers: [text(...TOKENS, tokens(1, '{a="1",b="2"}')), text(...TOKENS, tokens(4, '{b="2",a="1"}'))],
  },
  {
    name: 'utf8-names',
    answers: [1, 4].map((value) =>
      om(
        '# HELP "größe.wert" Grö.',
        '# TYPE "größe.wert" gauge',
        `{"größe.wert","label.x"="y","größe"="ä"} ${String(value)}`,
      ),
    ),
  },
  {
    name: 'names-of-which-nothing-is-left',
    answers: [1, 4].map((value) =>
      om('# TYPE level gauge', `level{"温度"="x"} ${String(value)}`, `level{a="b"} ${String(value)}`),
    ),
  },
  {
    name: 'target-info',
    answers: [
      om(
        '# TYPE target info',
        'target_info{k8s_pod_name="p",version="7"} 1',
        '# TYPE heat_celsius gauge',
        'heat_celsius{a="b"} 40',
      ),
    ],
  },
  {
    name: 'scopes',
    answers: [1, 4].map((value) =>
      text(
        ...TOKENS,
        tokens(value, '{otel_scope_name="n",otel_scope_version="1.2"}'),
        tokens(value * 2, '{otel_scope_name="n",otel_scope_schema_url="https://s",otel_scope_lib="l"}'),
        tokens(value * 3, ''),
      ),
    ),
  },
  {
    name: 'honor-labels',
    jobs: ['honor-labels', 'theirs'],
    settings: { honorLabels: true },
    answers: [1, 4].map((value) =>
      text(
        ...TOKENS,
        tokens(value, '{job="theirs",instance="theirs:1"}'),
        tokens(value * 2, '{job="theirs"}'),
        tokens(value * 3, '{instance="theirs:1"}'),
        tokens(value * 5, '{x="y"}'),
      ),
    ),
  },
  {
    name: 'clashing-labels',
    answers: [1, 4].map((value) =>
      text(...TOKENS, tokens(value, '{job="theirs",exported_job="x",instance="i",box="b",empty=""}')),
    ),
  },
  {
    name: 'relabelling',
    settings: {
      metricRelabel: [
        rule({ action: 'drop', sourceLabels: ['__name__'], regex: 'python_.*' }),
        rule({ sourceLabels: ['model_name'], regex: '(.*)/(.*)', targetLabel: 'model', replacement: '$2' }),
        rule({ action: 'labeldrop', regex: 'model_name' }),
        rule({ sourceLabels: ['__name__'], regex: 'vllm:(.*)', targetLabel: '__name__', replacement: '$1' }),
      ],
    },
    answers: [1, 4].map((value) =>
      text(
        '# TYPE python_gc gauge',
        'python_gc 1',
        '# HELP vllm:num_requests_running Running.',
        '# TYPE vllm:num_requests_running gauge',
        `vllm:num_requests_running{model_name="meta/llama"} ${String(value)}`,
        '# HELP prompt_tokens_total Tokens.',
        '# TYPE prompt_tokens_total counter',
        tokens(value, '{model_name="meta/llama"}'),
        '# TYPE vllm:failures_total counter',
        `vllm:failures_total ${String(value)}`,
      ),
    ),
  },
];
