import assert from 'node:assert/strict';
import test from 'node:test';
import { maskSecrets } from '../../../../main/app/settings/masked-text.ts';

const TEXT = `scrape_configs:
  - job_name: nim
    authorization:
      credentials: "hunter22 or more" # not hunter22 or more
    static_configs: [{ targets: ["dgx:8000"] }]
  - job_name: two
    basic_auth: { username: prometheus, password: 'pass word' }
    http_headers:
      X-Scope: { secrets: [abcdef], files: [/etc/scope] }
    tls_config:
      key_file: /etc/key
      key: |
        -----BEGIN KEY-----
        AAAA
      cert_file: /etc/cert
    proxy_url: http://user:secretword@proxy:3128
    # bearer_token: older one
    # password_file: /etc/password
  - job_name: three
    bearer_token: dt0c01.ABC.DEF
`;

test('nothing that is a secret is seen, and everything else is', () => {
  const { text } = maskSecrets(TEXT);
  for (const secret of ['hunter22', 'pass word', 'abcdef', 'AAAA', 'BEGIN', 'user:', 'secretword', 'older', 'dt0c01']) {
    assert.ok(!text.includes(secret), `${secret} is seen in\n${text}`);
  }
  assert.match(text, /^ {6}credentials: <secret-1> # not <secret-2>$/m);
  assert.match(text, /username: prometheus, password: <secret-3> }/);
  assert.match(text, /X-Scope: { secrets: \[<secret-4>\], files: \[\/etc\/scope\] }/);
  assert.match(text, /key: <secret-5>\n {6}cert_file: \/etc\/cert/);
  assert.match(text, /proxy_url: http:\/\/<secret-6>@proxy:3128/);
  assert.match(text, /# bearer_token: <secret-7>\n {4}# password_file: \/etc\/password\n/);
});

test('what was not changed is what it was', () => {
  const masked = maskSecrets(TEXT);
  assert.equal(masked.restore(masked.text).text, TEXT);
  const moved = masked.text.replace('job_name: nim', 'job_name: first').replace(/ {2}- job_name: two[^]*$/, '');
  assert.equal(
    masked.restore(moved).text,
    TEXT.replace('job_name: nim', 'job_name: first').replace(/ {2}- job_name: two[^]*$/, ''),
  );
});

test('a line is told as it is seen, where a secret has several', () => {
  const masked = maskSecrets(TEXT);
  const { text, lineSeen } = masked.restore(masked.text);
  for (const words of ['job_name: nim', 'cert_file', 'job_name: three']) {
    const place = (of: string) => of.split('\n').findIndex((line) => line.includes(words)) + 1;
    assert.equal(lineSeen(place(text)), place(masked.text), words);
  }
});

test('a marker that stands for nothing is told', () => {
  assert.deepEqual(maskSecrets(TEXT).restore('password: <secret-99>').unknown, ['<secret-99>']);
});

test('a marker in a place where its secret would be seen is told', () => {
  const masked = maskSecrets(TEXT);
  const exposedBy = (from: string, to: string) => masked.restore(masked.text.replace(from, to)).exposed;
  assert.deepEqual(exposedBy('job_name: nim', 'job_name: <secret-3>'), ['<secret-3>']);
  assert.deepEqual(exposedBy('key_file: /etc/key', 'server_name: x<secret-4>'), ['<secret-4>']);
  assert.deepEqual(exposedBy('# not <secret-2>', '# nothing'), []);
  assert.deepEqual(exposedBy('    # bearer_token: <secret-7>\n', ''), []);
  assert.deepEqual(exposedBy('job_name: nim', 'job_name: two'), []);
});

test('an alias leads to the secret; a variable and a file are none', () => {
  const text = 'a: &token abcdefgh\nb:\n  password: *token\nheaders:\n  Authorization: Api-Token ${env:DT_API_TOKEN}\n';
  assert.equal(maskSecrets(text).text, text.replace('abcdefgh', '<secret-1>'));
});
