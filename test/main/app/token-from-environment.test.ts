import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { readEnvironmentToken, type TokenFiles } from '../../../main/app/token-from-environment.ts';

const TOKEN = 'dt0c01.CANARY.SECRET';
const folder = mkdtempSync(join(tmpdir(), 'nim-glance-token-'));
const credentials = join(folder, 'credentials');
mkdirSync(credentials);
after(() => {
  rmSync(folder, { recursive: true });
});

const files: TokenFiles = { stat, readFile, uid: process.getuid?.() };
const onUnix = { skip: files.uid === undefined && 'files have no mode here' };

/** A file in a place of its own, and its path. */
function written(text: string, mode: number, name = `token-${Math.random()}`): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
}

async function refusal(env: Record<string, string>, lent: TokenFiles = files): Promise<string> {
  const token = await readEnvironmentToken(env, lent);
  assert.ok(token.kind === 'refused', token.kind);
  assert.doesNotMatch(token.reason, /SECRET/);
  return token.reason;
}

test('the variable wins over the file, the file over the credential; empty ones are not set', async () => {
  const DT_API_TOKEN_FILE = written('from.file\n', 0o600);
  writeFileSync(join(credentials, 'dt_api_token'), 'from.systemd\n');
  chmodSync(join(credentials, 'dt_api_token'), 0o440);
  const CREDENTIALS_DIRECTORY = credentials;
  const table = [
    [{ DT_API_TOKEN: 'from.variable\n', DT_API_TOKEN_FILE, CREDENTIALS_DIRECTORY }, 'from.variable', 'DT_API_TOKEN'],
    [
      { DT_API_TOKEN: '', DT_API_TOKEN_FILE, CREDENTIALS_DIRECTORY },
      'from.file',
      `DT_API_TOKEN_FILE (${DT_API_TOKEN_FILE})`,
    ],
    [{ DT_API_TOKEN_FILE: '', CREDENTIALS_DIRECTORY }, 'from.systemd', 'the systemd credential dt_api_token'],
  ] as const;
  for (const [env, secret, source] of table) {
    assert.deepEqual(await readEnvironmentToken(env, files), { kind: 'present', secret, source });
  }
});

test('nothing set, or only other credentials: unset', async () => {
  assert.deepEqual(await readEnvironmentToken({}, files), { kind: 'unset' });
  assert.deepEqual(await readEnvironmentToken({ CREDENTIALS_DIRECTORY: folder }, files), { kind: 'unset' });
});

for (const mode of [0o640, 0o604, 0o660, 0o666, 0o610, 0o602, 0o777]) {
  test(`a file of mode ${mode.toString(8)} is refused, with the command that mends it`, onUnix, async () => {
    const path = written(TOKEN, mode, `it's-${mode}`);
    const reason = await refusal({ DT_API_TOKEN_FILE: path });
    assert.match(reason, new RegExp(`mode 0${mode.toString(8)}\\). Run: chmod 600 '`));
    assert.ok(reason.endsWith(`it'\\''s-${mode}'`), reason);
  });
}

for (const mode of [0o600, 0o400, 0o700]) {
  test(`a file of mode ${mode.toString(8)} is taken`, onUnix, async () => {
    const token = await readEnvironmentToken({ DT_API_TOKEN_FILE: written(TOKEN, mode) }, files);
    assert.ok(token.kind === 'present');
    assert.equal(token.secret, TOKEN);
  });
}

test('a credential that all can read is refused', onUnix, async () => {
  const path = join(folder, 'open');
  mkdirSync(path);
  writeFileSync(join(path, 'dt_api_token'), TOKEN);
  chmodSync(join(path, 'dt_api_token'), 0o444);
  assert.match(await refusal({ CREDENTIALS_DIRECTORY: path }), /systemd credential .*\(mode 0444/);
});

test('a file of another user is refused, one of root is taken', async () => {
  const path = written(TOKEN, 0o600);
  const asUser = (uid: number, owner: number): TokenFiles => ({
    ...files,
    uid,
    stat: async (name) => Object.assign(await stat(name), { uid: owner }),
  });
  assert.match(await refusal({ DT_API_TOKEN_FILE: path }, asUser(1000, 1001)), /another user.* chown 1000 '/);
  assert.match(await refusal({ DT_API_TOKEN_FILE: path }, asUser(0, 1001)), /another user/);
  assert.equal((await readEnvironmentToken({ DT_API_TOKEN_FILE: path }, asUser(1000, 0))).kind, 'present');
});

test('without owners and modes a file is read all the same', async () => {
  const path = written(TOKEN, 0o666);
  assert.equal((await readEnvironmentToken({ DT_API_TOKEN_FILE: path }, { ...files, uid: undefined })).kind, 'present');
});

const UNFIT: readonly (readonly [string, string, RegExp])[] = [
  ['empty', '', /is empty/],
  ['blank', ' \n\n', /is empty/],
  ['two lines', `${TOKEN}\n${TOKEN}\n`, /more than one line/],
  ['lines as on Windows', `${TOKEN}\r\nx`, /more than one line/],
  ['a blank inside', 'dt0c01 SECRET', /must not contain blanks/],
  ['huge', 'A'.repeat(65_537), /larger than 65536 bytes/],
];

for (const [name, text, reason] of UNFIT) {
  test(`a file that is ${name} is refused, not passed over`, async () => {
    const DT_API_TOKEN_FILE = written(text, 0o600);
    assert.match(await refusal({ DT_API_TOKEN_FILE, CREDENTIALS_DIRECTORY: credentials }), reason);
  });
}

test('a variable that cannot be a token is refused, not passed over', async () => {
  assert.match(await refusal({ DT_API_TOKEN: 'a SECRET' }), /must not contain blanks.*\(DT_API_TOKEN\)/);
});

test('no file, a folder, no right to read: refused in words', async () => {
  assert.match(await refusal({ DT_API_TOKEN_FILE: join(folder, 'none') }), /DT_API_TOKEN_FILE .* does not exist/);
  assert.match(await refusal({ DT_API_TOKEN_FILE: folder }), /is no ordinary file/);
  const failing = (code: string) => ({
    ...files,
    readFile: () => Promise.reject(Object.assign(new Error(TOKEN), { code })),
  });
  const path = written(TOKEN, 0o600);
  assert.match(await refusal({ DT_API_TOKEN_FILE: path }, failing('EACCES')), /may not be read by this user/);
  assert.match(await refusal({ DT_API_TOKEN_FILE: path }, failing('EIO')), /cannot be read \(EIO\)/);
});

test('a token where the path belongs is not repeated', async () => {
  assert.match(await refusal({ DT_API_TOKEN_FILE: TOKEN }), /takes the path of a file/);
});
