// A token that the user put where it does not belong is not repeated by whatever tells so.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { checkConfigCommand } from '../../main/hosts/headless/check-config-command.ts';
import { temporaryFolder } from '../main/core/outbox/outbox-world.ts';
import { CANARY } from './canary.ts';
import { clean, said } from './searched-program.ts';

const TARGET = `scrape_configs:
  - job_name: nim
    static_configs: [{ targets: ["127.0.0.1:1"] }]
`;

/** Where a token may land by mistake; `check-config` has something to say of each. */
const MISTAKES: Readonly<Record<string, string>> = {
  'forward.token': `${TARGET}forward: { endpoint: abc12345, token: ${CANARY} }\n`,
  'forward.headers': `${TARGET}forward: { endpoint: abc12345, headers: { Authorization: "Api-Token ${CANARY}" } }\n`,
  'the endpoint’s user': `${TARGET}forward: { endpoint: "https://${CANARY}@abc12345.live.dynatrace.com" }\n`,
  'the endpoint’s password': `${TARGET}forward: { endpoint: "https://u:${CANARY}@abc12345.live.dynatrace.com" }\n`,
  'the endpoint’s query': `${TARGET}forward: { endpoint: "https://abc12345.live.dynatrace.com/?api-token=${CANARY}" }\n`,
  'the endpoint': `${TARGET}forward: { endpoint: ${CANARY} }\n`,
  'a key of the top': `token: ${CANARY}\n${TARGET}`,
  'authorization as text': `${TARGET}    authorization: Api-Token ${CANARY}\n`,
  'authorization.credentials': `${TARGET}    authorization: { type: Api-Token, credentials: ${CANARY} }\n`,
  'authorization.type': `${TARGET}    authorization: { type: "Bearer ${CANARY}" }\n`,
  'two ways at once': `${TARGET}    bearer_token: ${CANARY}\n    authorization: { credentials: ${CANARY} }\n`,
  'a password file': `${TARGET}    basic_auth: { username: u, password_file: [${CANARY}] }\n`,
  'the user of a target': TARGET.replace('127.0.0.1:1', `u:${CANARY}@127.0.0.1:1`),
  'the user of a proxy': `${TARGET}    proxy_url: "socks5://u:${CANARY}@proxy:1"\n`,
  'broken YAML': `${TARGET}forward: { token: "${CANARY}\n`,
};

for (const [place, text] of Object.entries(MISTAKES)) {
  test(`a configuration with a token in the wrong place is told without it: ${place}`, async (t) => {
    const file = fileWith(t, text);
    let told = '';
    const output = { write: (chunk: string) => (told += chunk) };
    await checkConfigCommand(file, { stdout: output, stderr: output });
    assert.notEqual(told, '');
    clean(told, place);
  });
}

function fileWith(t: TestContext, text: string): string {
  const file = join(temporaryFolder(t), 'nim-glance.yaml');
  writeFileSync(file, text);
  return file;
}

test('arguments and variables with a token in the wrong place are told without it', async (t) => {
  await Promise.all([
    said(t, ['run', '--config', fileWith(t, MISTAKES['forward.token'] ?? '')]),
    said(t, ['token', 'set', CANARY]),
    said(t, ['test-connection', CANARY]),
    said(t, ['test-connection'], { DT_API_TOKEN: CANARY, DT_ENDPOINT: CANARY }),
    said(t, ['run', 'http://127.0.0.1:1', '--for', '1s'], { DT_API_TOKEN_FILE: CANARY }),
    said(t, ['run', 'http://127.0.0.1:1', '--for', '1s'], { DT_API_TOKEN: `${CANARY} two` }),
  ]);
});
