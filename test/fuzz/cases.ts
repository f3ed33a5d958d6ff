import fc from 'fast-check';
import { fixtureBytes, fixtureNames } from '../expositions/fixtures.ts';
import { printExposition } from '../expositions/print-exposition.ts';
import { randomFamilies, randomStyle } from '../expositions/random-families.ts';
import { mutate } from './mutate.ts';
import type { Random } from './random.ts';
import type { CaseKind } from './readers.ts';

const WINDOW_BYTES = 8_192;
const GENERATED = 60;
/** Expositions come from everywhere, so most cases are such. */
const KINDS: readonly CaseKind[] = [...Array<CaseKind>(8).fill('exposition'), 'configuration', 'answer'];

/** Bytes for one reader. */
export interface Case {
  readonly kind: CaseKind;
  readonly body: Uint8Array;
}

/** Answers to a POST: three bytes that choose its head, then a body. */
const ANSWERS: readonly Uint8Array[] = [
  Buffer.from([0, 0, 0]),
  // An OTLP answer with a partial success: 7 points rejected, "no".
  Buffer.from([0, 0, 0, 0x0a, 0x06, 0x08, 0x07, 0x12, 0x02, 0x6e, 0x6f]),
  // The same with −1 points rejected.
  Buffer.from([0, 0, 0, 0x0a, 0x0b, 0x08, ...Array<number>(9).fill(0xff), 0x01]),
  // A google.rpc.Status.
  Buffer.from([4, 0, 0, 0x08, 0x03, 0x12, 0x02, 0x6e, 0x6f]),
  Buffer.concat([Buffer.from([5, 2, 2]), Buffer.from('{"error":{"code":401,"message":"Token is missing"}}')]),
  Buffer.concat([Buffer.from([9, 3, 3]), Buffer.from('<html><title>502 Bad Gateway</title></html>')]),
];

const CONFIGURATIONS: readonly Uint8Array[] = [
  `global: { scrape_interval: 15s, scrape_timeout: 10s, external_labels: { site: lab } }
scrape_configs:
  - job_name: nim
    metrics_path: /v1/metrics
    scheme: https
    params: { a: [b, c] }
    honor_labels: true
    basic_auth: { username: a, password: "b" }
    tls_config: { ca_file: ca.pem, insecure_skip_verify: true }
    sample_limit: 1000
    body_size_limit: 10MB
    static_configs:
      - targets: ["dgx:8000", "[::1]:8000"]
        labels: { team: x }
    relabel_configs:
      - { source_labels: [__address__], regex: "(.*):.*", target_label: host, replacement: "$1" }
    metric_relabel_configs:
      - { source_labels: [__name__], regex: "python_(gc|info).*", action: drop }
forward: { endpoint: "https://abc12345.live.dynatrace.com/api/v2/otlp", families: { preset: default, exclude: ["a.*"] } }
boxes: { dgx: [dgx] }
`,
  `receivers:
  prometheus:
    config:
      scrape_configs:
        - job_name: nim
          scrape_interval: 5s
          static_configs:
          - targets: ['localhost:8000']
processors:
  cumulativetodelta: { max_staleness: 25h }
exporters:
  otlphttp: { endpoint: "\${env:DT_ENDPOINT}", headers: { Authorization: "Api-Token \${env:DT_API_TOKEN}" } }
service:
  pipelines:
    metrics: { receivers: [prometheus], processors: [cumulativetodelta], exporters: [otlphttp] }
`,
].map((text) => Buffer.from(text));

/** Makes cases of every kind without end, the same for the same `random`. */
export class CaseMaker {
  private readonly random: Random;
  private readonly pools: Readonly<Record<CaseKind, readonly Uint8Array[]>>;

  constructor(random: Random) {
    this.random = random;
    this.pools = {
      exposition: [...fixtureNames().map(fixtureBytes), ...generatedTexts(random)],
      configuration: CONFIGURATIONS,
      answer: ANSWERS,
    };
  }

  next(): Case {
    const kind = this.random.pick(KINDS);
    const pool = this.pools[kind];
    return { kind, body: mutate(this.window(this.random.pick(pool)), this.random, pool) };
  }

  /** A text as it is, or some whole lines of a long one, with its last ones every other time: they may be `# EOF`. */
  private window(text: Uint8Array): Uint8Array {
    if (text.length <= WINDOW_BYTES) return text;
    const from = this.random.chance(2) ? text.length - WINDOW_BYTES : this.random.below(text.length - WINDOW_BYTES);
    return text.subarray(text.indexOf(0x0a, from) + 1, from + WINDOW_BYTES);
  }
}

function generatedTexts(random: Random): readonly Uint8Array[] {
  return (['text', 'openmetrics'] as const).flatMap((format) => {
    const seed = random.below(2 ** 31);
    const drawn = fc.sample(fc.tuple(randomFamilies(format), randomStyle), { seed, numRuns: GENERATED });
    return drawn.map(([families, style]) => Buffer.from(printExposition(families(), format, style)));
  });
}
