import assert from 'node:assert/strict';
import test from 'node:test';
import type { HttpSettings } from '../../../../main/core/model/target-settings.ts';
import { DEFAULTS } from '../../../../main/app/config/defaults.ts';
import { errorsOf, jobWith, onlyTarget, warningsOf } from '../../../fakes/configuration-text.ts';

const TLS = DEFAULTS.http.tls;
const text = (value: string) => ({ kind: 'text', text: value }) as const;
const file = (path: string) => ({ kind: 'file', path: `/etc/nim-glance/${path}` }) as const;

const GOOD: readonly (readonly [lines: readonly string[], expected: Partial<HttpSettings>])[] = [
  [
    ['authorization: {credentials: abc}'],
    { authorization: { kind: 'credentials', type: 'Bearer', credentials: text('abc') } },
  ],
  [
    ['authorization: {type: Api-Token, credentials_file: t}'],
    { authorization: { kind: 'credentials', type: 'Api-Token', credentials: file('t') } },
  ],
  [['bearer_token: abc'], { authorization: { kind: 'credentials', type: 'Bearer', credentials: text('abc') } }],
  [['bearer_token_file: t'], { authorization: { kind: 'credentials', type: 'Bearer', credentials: file('t') } }],
  [
    ['basic_auth: {username: me, password: 007}'],
    { authorization: { kind: 'basic', username: 'me', password: text('007') } },
  ],
  [
    ['basic_auth: {username: me, password_file: ../p}'],
    { authorization: { kind: 'basic', username: 'me', password: { kind: 'file', path: '/etc/p' } } },
  ],
  [['basic_auth: {username: me}'], { authorization: { kind: 'basic', username: 'me', password: text('') } }],
  [
    ['tls_config: {ca_file: ca.pem, cert: C, key_file: k, server_name: x.example, min_version: TLS13}'],
    {
      tls: {
        ca: file('ca.pem'),
        cert: text('C'),
        key: file('k'),
        serverName: 'x.example',
        insecureSkipVerify: false,
        minVersion: 'TLSv1.3',
      },
    },
  ],
  [['tls_config: {insecure_skip_verify: true}'], { tls: { ...TLS, insecureSkipVerify: true } }],
  [
    ['proxy_url: http://me:pw@proxy:3128', 'no_proxy: "10.0.0.0/8,x"'],
    { proxy: { kind: 'url', url: 'http://me:pw@proxy:3128', noProxy: '10.0.0.0/8,x' } },
  ],
  [['proxy_from_environment: true'], { proxy: { kind: 'environment' } }],
  [['proxy_from_environment: false'], { proxy: { kind: 'none' } }],
  [['follow_redirects: false'], { followRedirects: false }],
  [
    ['http_headers: {X-A: {values: [a, b], secrets: [c], files: [d]}, X-B: {}}'],
    {
      headers: [
        ['X-A', text('a')],
        ['X-A', text('b')],
        ['X-A', text('c')],
        ['X-A', file('d')],
      ],
    },
  ],
];
for (const [lines, expected] of GOOD) {
  test(lines.join(', '), () => {
    assert.deepEqual(onlyTarget(jobWith(...lines)).http, { ...DEFAULTS.http, ...expected });
  });
}

const BAD: readonly (readonly [line: string, expected: readonly string[]])[] = [
  ['authorization: {type: Basic, credentials: x}', ['4:27: type Basic is written as basic_auth:']],
  ['authorization: {type: "a b", credentials: x}', ['4:27: type is one word, such as Bearer']],
  ['authorization: {type: Bearer}', ['4:20: authorization needs credentials or credentials_file']],
  [
    'authorization: {credentials: x, credentials_file: y}',
    ['4:37: credentials_file does not go together with credentials; keep one of them'],
  ],
  [
    'authorization: {token: x}',
    [
      '4:20: authorization needs credentials or credentials_file',
      '4:21: unknown key "token" in authorization; the nearest known key is "type"',
    ],
  ],
  ['basic_auth: {password: x}', ['4:17: basic_auth needs a username']],
  ['basic_auth: {username: "a:b"}', ['4:28: username must not contain a colon']],
  [
    'basic_auth: {username_file: a}',
    ['4:17: basic_auth needs a username', '4:18: username_file is not supported here; write the name as username'],
  ],
  ['bearer_token_file: ""', ['4:24: bearer_token_file is empty']],
  ['tls_config: {cert_file: a}', ['4:17: a client certificate needs its key: key_file']],
  ['tls_config: {key: a}', ['4:17: a key needs its client certificate: cert_file']],
  ['tls_config: {ca: a, ca_file: b}', ['4:25: ca_file does not go together with ca; keep one of them']],
  ['tls_config: {ca_ref: a}', ['4:18: ca_ref is not supported here; use ca_file']],
  ['tls_config: {max_version: TLS13}', ['4:18: max_version is not supported here; leave it out']],
  ['tls_config: {min_version: "1.2"}', ['4:31: min_version is one of TLS10, TLS11, TLS12, TLS13, not "1.2"']],
  ['tls_config: x', ['4:17: tls_config takes a mapping (key: value), not a single value']],
  ['proxy_url: me:pw@proxy:3128', ['4:16: proxy_url is the URL of an HTTP proxy, such as http://proxy.example:3128']],
  ['proxy_url: socks5://proxy', ['4:16: proxy_url is the URL of an HTTP proxy, such as http://proxy.example:3128']],
  ['no_proxy: x', ['4:5: no_proxy needs proxy_url; with proxy_from_environment, NO_PROXY counts']],
  [
    'http_headers: {Authorization: {values: [x]}}',
    ['4:20: the header Authorization cannot be set here; use authorization: or basic_auth:'],
  ],
  [
    'http_headers: {accept: {values: [x]}}',
    ['4:20: the header accept cannot be set here; this program writes it itself'],
  ],
  ['http_headers: {"a b": {values: [x]}}', ['4:20: "a b" cannot be the name of a header']],
  ['http_headers: {X: {values: ["a\\nb"]}}', ['4:33: a header cannot hold line breaks or such letters']],
  ['http_headers: {X: {value: x}}', ['4:24: unknown key "value" in a header; did you mean "values"?']],
  ['http_headers: {X: y}', ['4:23: a header takes a mapping (key: value), not a single value']],
  ['follow_redirects: perhaps', ['4:23: follow_redirects takes true or false, not "perhaps"']],
];
for (const [line, expected] of BAD) {
  test(`refused: ${line}`, () => {
    assert.deepEqual(errorsOf(jobWith(line)), expected);
  });
}

test('two ways to say who asks', () => {
  assert.deepEqual(errorsOf(jobWith('bearer_token: a', 'basic_auth: {username: b}')), [
    '4:5: bearer_token does not go together with basic_auth; keep one of them',
  ]);
});

test('a proxy from two places', () => {
  assert.deepEqual(errorsOf(jobWith('proxy_from_environment: true', 'proxy_url: http://p:1')), [
    '4:5: proxy_from_environment does not go together with proxy_url',
  ]);
});

test('skipping the check of certificates is a visible warning', () => {
  assert.deepEqual(warningsOf(jobWith('tls_config: {insecure_skip_verify: true}')), [
    '4:18: insecure_skip_verify: anybody can pretend to be this target',
  ]);
  assert.deepEqual(warningsOf(jobWith('tls_config: {insecure_skip_verify: false}')), []);
});

test('no message shows a secret', () => {
  const lines = [
    'authorization: {type: Basic, credentials: hunter2}',
    'authorization: {credentials: hunter2, credentials_file: y}',
    'authorization: {credentials: [hunter2]}',
    'basic_auth: {password: hunter2}',
    'bearer_token: {x: hunter2}',
    'proxy_url: "me:hunter2@proxy"',
    'proxy_url: "socks5://me:hunter2@proxy"',
    'http_headers: {Cookie: {values: ["hunter2\\n"]}}',
  ];
  for (const line of lines) {
    const errors = errorsOf(jobWith(line));
    assert.notEqual(errors.length, 0, line);
    assert.doesNotMatch(errors.join('\n'), /hunter2/);
  }
});
