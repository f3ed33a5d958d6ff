import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import test from 'node:test';
import { readConfiguration } from '../../main/app/config/read-configuration.ts';

/** A name, a configuration that is refused, and what is said of it, each as `line:column: words`. */
type BadConfiguration = readonly [name: string, text: string, ...errors: readonly string[]];

/** A good job on lines 1 to 4, and more of it from line 5. */
const job = (more: string) =>
  `scrape_configs:\n  - job_name: nim\n    static_configs:\n      - targets: [dgx:8000]\n${more}\n`;
const targets = (list: string) => `scrape_configs:\n  - job_name: nim\n    static_configs:\n      - targets: ${list}\n`;
const metricRelabel = (rule: string) => job(`    metric_relabel_configs:\n      - ${rule}`);

const NO_TARGETS = '1:1: scrape_configs is missing: it names the targets';
const NO_MAPPING = '1:1: a configuration is a mapping; it begins with a key such as scrape_configs:';

const YAML: readonly BadConfiguration[] = [
  ['empty', '', '1:1: the configuration is empty'],
  ['a comment', '# nothing\n', '1:1: the configuration is empty'],
  ['a list', '- a\n', NO_MAPPING],
  ['a word', 'hello\n', NO_MAPPING],
  ['a NUL', 'global:\0\n', NO_MAPPING],
  ['a tab', 'scrape_configs:\n\t- job_name: a\n', '2:1: a tab stands here; YAML is indented with spaces'],
  [
    'two documents',
    'global: {}\n---\nglobal: {}\n',
    '2:1: a second document begins here (---); a configuration is one',
  ],
  ['an open quote', 'global: "abc\n', '2:1: this is not valid YAML: Missing closing "quote'],
  [
    'two indentations',
    'global:\n  scrape_interval: 10s\n scrape_timeout: 5s\n',
    '3:1: this is not valid YAML: All mapping items must start at the same column',
  ],
  ['an alias of nothing', 'global: *a\n', NO_TARGETS, '1:9: the alias *a has no anchor &a before it'],
  [
    'an anchor that holds itself',
    'scrape_configs: &a\n  - *a\n',
    '2:3: an entry of scrape_configs takes a mapping (key: value), not a list',
  ],
  [
    'a list of lists of lists',
    `scrape_configs: [&a [x, x, x, x], &b [*a, *a, *a, *a], &c [*b, *b, *b, *b]]\n`,
    ...[21, 38, 59].map(
      (column) => `1:${String(column)}: an entry of scrape_configs takes a mapping (key: value), not a list`,
    ),
  ],
  ['five thousand lists in each other', '['.repeat(5_000), '1:1: lists and mappings are nested more than 100 deep'],
  ['a megabyte', `# ${'x'.repeat(1_000_000)}\n`, '1:1: the file is too long for a configuration'],
];

const KEYS: readonly BadConfiguration[] = [
  ['a key misspelt', `${job('')}globl: {}\n`, '6:1: unknown key "globl" in the configuration; did you mean "global"?'],
  [
    'a key of a job misspelt',
    job('    metric_path: /m'),
    '5:5: unknown key "metric_path" in an entry of scrape_configs; did you mean "metrics_path"?',
  ],
  [
    '__proto__',
    `${job('')}__proto__: 1\n`,
    '6:1: unknown key "__proto__" in the configuration; the nearest known key is "alerts"',
  ],
  [
    'constructor',
    job('    constructor: 1'),
    '5:5: unknown key "constructor" in an entry of scrape_configs; the nearest known key is "no_proxy"',
  ],
  ['a key twice', `${job('')}global: {}\nglobal: {}\n`, '7:1: the key "global" stands here a second time'],
  [
    'no job_name',
    'scrape_configs:\n  - static_configs:\n      - targets: [dgx:8000]\n',
    '2:5: an entry of scrape_configs needs job_name',
  ],
  [
    'a job_name twice',
    job('  - job_name: nim\n    static_configs: [{ targets: [dgx:8001] }]'),
    '5:5: there is a job_name "nim" above already; each job needs its own',
  ],
  [
    'two kinds of credentials',
    job('    basic_auth: { username: a, password: b }\n    authorization: { credentials: c }'),
    '5:5: basic_auth does not go together with authorization; keep one of them',
  ],
  [
    'two passwords',
    job('    basic_auth: { username: a, password: b, password_file: c }'),
    '5:45: password_file does not go together with password; keep one of them',
  ],
  [
    'discovery',
    job('    kubernetes_sd_configs: [{ role: pod }]'),
    "5:5: kubernetes_sd_configs is Prometheus' and not supported here: targets are not discovered; name them under static_configs",
  ],
];

const VALUES: readonly BadConfiguration[] = [
  [
    'a text for a list',
    'scrape_configs: nim\n',
    '1:17: scrape_configs takes a list (lines that begin with "- "), not a single value',
  ],
  ['a list for a text', job('    metrics_path: [a]'), '5:19: metrics_path takes a text, not a list'],
  ['a mapping for a duration', job('    scrape_interval: {}'), '5:22: scrape_interval takes a text, not a mapping'],
  ['a duration without a unit', job('    scrape_interval: 10'), '5:22: scrape_interval needs a unit: 10s, not "10"'],
  [
    'a negative duration',
    job('    scrape_interval: -1s'),
    '5:22: scrape_interval takes a duration such as 10s, 500ms or 1h30m, not "-1s"',
  ],
  [
    'a huge duration',
    job('    scrape_interval: 99999999999999y'),
    '5:22: scrape_interval must be from 1ms to 24d, not "99999999999999y"',
  ],
  [
    'a timeout above the interval',
    job('    scrape_interval: 5s\n    scrape_timeout: 10s'),
    '6:21: scrape_timeout (10s) must not be longer than the scrape_interval',
  ],
  ['a port beyond 65535', targets('[dgx:80000]'), '4:19: "dgx:80000" is no host:port'],
  [
    'a URL for a target',
    targets('["http://dgx:8000/metrics"]'),
    '4:19: targets takes host:port and no URL; write "dgx:8000" and metrics_path: /metrics',
  ],
  ['an empty target', targets('[""]'), '4:19: targets is empty'],
  ['another scheme', job('    scheme: ftp'), '5:13: scheme is one of http, https, not "ftp"'],
  ['perhaps', job('    honor_labels: maybe'), '5:19: honor_labels takes true or false, not "maybe"'],
  [
    'a size in potatoes',
    job('    body_size_limit: 10 potatoes'),
    '5:22: body_size_limit takes a size such as 10MB or 512KiB, not "10 potatoes"',
  ],
  ['a negative limit', job('    sample_limit: -1'), '5:19: sample_limit takes a whole number, not "-1"'],
  [
    'a limit beyond 2^53',
    job('    sample_limit: 99999999999999999999'),
    '5:19: sample_limit takes a whole number, not "99999999999999999999"',
  ],
  [
    'a regex that is open',
    metricRelabel('{ action: drop, source_labels: [a], regex: "(a" }'),
    '6:52: regex is not RE2: missing closing ): `(a`',
  ],
  [
    'a regex that is not RE2',
    metricRelabel('{ action: drop, source_labels: [a], regex: "(?=a)b" }'),
    '6:52: regex is not RE2: invalid or unsupported Perl syntax: `(?=`',
  ],
  [
    'an unknown action',
    metricRelabel('action: delete'),
    '6:17: there is no action "delete"; known are replace, keep, drop, keepequal, dropequal, hashmod, labelmap, labeldrop, labelkeep, lowercase, uppercase',
  ],
  [
    'an action without its modulus',
    metricRelabel('{ action: hashmod, source_labels: [a], target_label: b }'),
    '6:9: the action hashmod needs modulus',
  ],
  [
    'an old TLS',
    job('    tls_config: { min_version: SSL3 }'),
    '5:32: min_version is one of TLS10, TLS11, TLS12, TLS13, not "SSL3"',
  ],
  [
    'a proxy of another kind',
    job('    proxy_url: "socks5://a:1"'),
    '5:16: proxy_url is the URL of an HTTP proxy, such as http://proxy.example:3128',
  ],
  [
    'a header with a blank',
    job('    http_headers: { "a b": { values: [c] } }'),
    '5:21: "a b" cannot be the name of a header',
  ],
  [
    'an unknown preset',
    `${job('')}forward:\n  families: { preset: all }\n`,
    '7:23: preset is one of default, dashboards, everything, not "all"',
  ],
  [
    'a destination that is no address',
    `${job('')}forward:\n  endpoint: nowhere\n`,
    '7:13: endpoint: The address must be a URL such as https://abc12345.live.dynatrace.com/api/v2/otlp, or an environment id',
  ],
];

for (const [name, text, ...errors] of [...YAML, ...KEYS, ...VALUES]) {
  test(`a configuration is refused with the place: ${name}`, () => {
    const md5 = (hashed: string) => createHash('md5').update(hashed).digest();
    const result = readConfiguration(text, 'nim.yaml', { environment: {}, computerName: 'box', md5 });
    const said = result.ok ? [] : result.errors.map((error) => error.toString().replace(/^nim\.yaml:/, ''));
    assert.deepEqual(said, errors);
  });
}
