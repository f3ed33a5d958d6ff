import { LATENCY, TOKENS, latency, om, omNow, text, tokens, type LiveScenario } from './scripted-texts.ts';

/** What is what: types, values, units, times. */
export const TYPE_SCENARIOS: readonly LiveScenario[] = [
  {
    name: 'gauge-histogram',
    answers: [1, 2].map((value) =>
      om(
        '# HELP sizes Sizes.',
        '# TYPE sizes gaugehistogram',
        `sizes_bucket{le="1.0"} ${String(value)}`,
        `sizes_bucket{le="+Inf"} ${String(value + 1)}`,
        `sizes_gcount ${String(value + 1)}`,
        `sizes_gsum ${String(value * 3)}`,
      ),
    ),
  },
  {
    name: 'info',
    answers: [om('# HELP build Build.', '# TYPE build info', 'build_info{version="1.2",commit="c"} 1')],
  },
  {
    name: 'stateset',
    answers: [om('# TYPE mode stateset', 'mode{mode="idle"} 1', 'mode{mode="busy"} 0')],
  },
  {
    name: 'unknown',
    answers: [om('# HELP thing Thing.', '# TYPE thing unknown', 'thing{a="b"} 3.5')],
  },
  {
    name: 'exemplars',
    answers: [1, 4].map((value) =>
      om(
        '# TYPE tokens counter',
        `tokens_total ${String(value)} # {trace_id="0af7651916cd43dd8448eb211c80319c"} 1 1700000000.5`,
        '# TYPE wait_seconds histogram',
        `wait_seconds_bucket{le="1.0"} ${String(value)} # {a="b"} 0.5`,
        `wait_seconds_bucket{le="+Inf"} ${String(value)}`,
        `wait_seconds_count ${String(value)}`,
        `wait_seconds_sum ${String(value * 0.25)}`,
      ),
    ),
  },
  {
    name: 'negative-bounds',
    answers: [
      text(...LATENCY, ...latency(1, 2, 4, '-3.5', ['-1.5', '0'])),
      text(...LATENCY, ...latency(2, 4, 7, '-5.25', ['-1.5', '0'])),
    ],
  },
  {
    name: 'bounds-out-of-order',
    answers: [1, 2].map((n) => text(...LATENCY, ...latency(2 * n, n, 3 * n, '1.5', ['10', '9.5']))),
  },
  {
    name: 'histogram-without-sum',
    answers: [text(...LATENCY, ...latency(1, 2, 4, undefined)), text(...LATENCY, ...latency(2, 4, 7, undefined))],
  },
  {
    name: 'histogram-that-falls-within',
    answers: [text(...LATENCY, ...latency(3, 2, 4, '1')), text(...LATENCY, ...latency(4, 3, 7, '2'))],
  },
  {
    name: 'large-numbers',
    answers: [
      text(...TOKENS, 'prompt_tokens_total 9007199254740000'),
      text(...TOKENS, 'prompt_tokens_total 9.007199254740991e+15'),
    ],
  },
  {
    name: 'created-anew',
    answers: [
      omNow('# TYPE tokens counter', 'tokens_total 10', 'tokens_created 1000000000'),
      omNow('# TYPE tokens counter', 'tokens_total 25', 'tokens_created 1000000000'),
      omNow('# TYPE tokens counter', 'tokens_total 30', 'tokens_created {now-0}'),
    ],
  },
  {
    name: 'created-of-a-new-series',
    answers: [
      omNow('# TYPE tokens counter', 'tokens_total{r="stop"} 10', 'tokens_created{r="stop"} 1000000000'),
      omNow(
        '# TYPE tokens counter',
        'tokens_total{r="stop"} 25',
        'tokens_created{r="stop"} 1000000000',
        'tokens_total{r="abort"} 3',
        'tokens_created{r="abort"} {now-0}',
      ),
    ],
  },
  {
    name: 'created-anew-of-a-histogram',
    answers: ['1000000000', '1000000000', '{now-0}'].map((created, turn) =>
      omNow(
        ...LATENCY,
        ...latency(turn + 1, turn + 2, turn + 4, '1.5', ['0.5', '2.5']),
        `latency_seconds_created ${created}`,
      ),
    ),
  },
  {
    name: 'created-in-text',
    answers: [1, 4].map((value) =>
      text(
        ...TOKENS,
        tokens(value, ''),
        '# HELP prompt_tokens_created Tokens.',
        '# TYPE prompt_tokens_created gauge',
        'prompt_tokens_created 1.7e9',
      ),
    ),
  },
  {
    name: 'units',
    answers: [
      om(
        ...[
          'seconds',
          'bytes',
          'ratio',
          'celsius',
          'percent',
          'watts',
          'tokens',
          'bytes_per_second',
          'things_per_minute',
        ].flatMap((unit) => [`# TYPE x_${unit} gauge`, `# UNIT x_${unit} ${unit}`, `x_${unit} 1`]),
      ),
    ],
  },
  {
    name: 'times-of-their-own',
    answers: [1, 1, 2].map((second, turn) =>
      text(
        '# TYPE level gauge',
        `level ${String(turn)} 179549065${String(second)}000`,
        ...TOKENS,
        `${tokens(turn * 2, '')} 179549065${String(second)}000`,
      ),
    ),
  },
  {
    name: 'times-not-honoured',
    settings: { honorTimestamps: false },
    answers: [1, 4].map((value) =>
      text(
        '# TYPE level gauge',
        `level ${String(value)} 1795490658000`,
        ...TOKENS,
        `${tokens(value, '')} 1795490658000`,
      ),
    ),
  },
  {
    name: 'summary-without-quantiles',
    answers: [1, 4].map((value) =>
      text('# TYPE rpc_seconds summary', `rpc_seconds_sum ${String(value * 2)}`, `rpc_seconds_count ${String(value)}`),
    ),
  },
  {
    name: 'metadata-late-or-absent',
    answers: [1, 4].map((value) =>
      text(`plain_total ${String(value)}`, `level ${String(value)}`, '# TYPE level gauge'),
    ),
  },
  {
    name: 'histogram-without-infinity',
    answers: [1, 4].map((n) =>
      text(
        ...LATENCY,
        `latency_seconds_bucket{le="1"} ${String(n)}`,
        `latency_seconds_sum ${String(n)}`,
        `latency_seconds_count ${String(n * 2)}`,
      ),
    ),
  },
  {
    name: 'histogram-without-buckets',
    answers: [1, 4].map((n) =>
      text(...LATENCY, `latency_seconds_sum ${String(n)}`, `latency_seconds_count ${String(n * 2)}`),
    ),
  },
  {
    name: 'histogram-without-count',
    answers: [1, 4].map((n) =>
      text(
        ...LATENCY,
        `latency_seconds_bucket{le="1"} ${String(n)}`,
        `latency_seconds_bucket{le="+Inf"} ${String(n)}`,
        `latency_seconds_sum ${String(n)}`,
      ),
    ),
  },
  {
    name: 'histogram-of-two-models-interleaved',
    answers: [1, 4].map((n) =>
      text(
        ...LATENCY,
        ...['a', 'b', 'a', 'b'].map(
          (m, turn) => `latency_seconds_bucket{m="${m}",le="${turn < 2 ? '1' : '+Inf'}"} ${String(n + turn)}`,
        ),
        ...['a', 'b'].map((m) => `latency_seconds_sum{m="${m}"} ${String(n * 0.1)}`),
        ...['a', 'b'].map((m, turn) => `latency_seconds_count{m="${m}"} ${String(n + 2 + turn)}`),
      ),
    ),
  },
  {
    name: 'values-as-they-come',
    answers: [
      text(
        '# TYPE level gauge',
        'level{a="1"} -0',
        'level{a="2"} 1e+06',
        'level{a="3"} .5',
        'level{a="4"} 1.7976931348623157e+308',
        'level{a="5"} 5e-324',
        'level{a="6"} +3',
      ),
    ],
  },
  {
    name: 'texts-with-escapes',
    answers: [
      text('# HELP level A \\\\ and a \\n line, "quoted".', '# TYPE level gauge', 'level{a="x\\ny\\\\z\\"q"} 1'),
    ],
  },
  {
    name: 'float-counter',
    answers: [0.1, 0.7].map((value) => text('# TYPE seconds_total counter', `seconds_total ${String(value)}`)),
  },
];
