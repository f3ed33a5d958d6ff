import { tokenProblem } from './token-rules.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What the environment says of a token; `source` and `reason` name the variable or file, never the token. */
export type EnvironmentToken =
  | { readonly kind: 'present'; readonly secret: string; readonly source: string }
  | { readonly kind: 'unset' }
  | { readonly kind: 'refused'; readonly reason: string };

/** What `node:fs/promises` and the process know of files; lent by the host. */
export interface TokenFiles {
  stat(path: string): Promise<FileFacts>;
  readFile(path: string, encoding: 'utf8'): Promise<string>;
  /** This user's id; undefined where files have no owner and mode as Unix knows them. */
  readonly uid: number | undefined;
}

export interface FileFacts {
  readonly uid: number;
  /** Permissions in the last nine bits. */
  readonly mode: number;
  readonly size: number;
  isFile(): boolean;
}

/** A file larger than this holds no token. */
const MOST_BYTES = 65_536;
const GROUP_AND_OTHERS = 0o077;
const OTHERS = 0o007;

/**
 * The token of a server, where there is no keychain. The first that is set counts, and when it cannot be used it is
 * refused instead of passed over: `DT_API_TOKEN`; the file that `DT_API_TOKEN_FILE` names; the systemd credential
 * `dt_api_token` (`LoadCredential=dt_api_token:…` puts it below `$CREDENTIALS_DIRECTORY`). An empty variable is not set.
 */
export async function readEnvironmentToken(env: Environment, files: TokenFiles): Promise<EnvironmentToken> {
  const variable = env['DT_API_TOKEN']?.trim() ?? '';
  if (variable !== '') return checked(variable, 'DT_API_TOKEN');
  const file = env['DT_API_TOKEN_FILE']?.trim() ?? '';
  if (file.startsWith('dt0')) return refused('DT_API_TOKEN_FILE takes the path of a file; DT_API_TOKEN takes a token');
  if (file !== '')
    return fromFile({ path: file, source: `DT_API_TOKEN_FILE (${file})`, forbidden: GROUP_AND_OTHERS }, files);
  const folder = env['CREDENTIALS_DIRECTORY'] ?? '';
  if (folder === '') return { kind: 'unset' };
  // systemd gives the unit's user access by an ACL, whose mask shows as the group's bits.
  const source = 'the systemd credential dt_api_token';
  return fromFile({ path: `${folder}/dt_api_token`, source, forbidden: OTHERS, mayBeAbsent: true }, files);
}

interface TokenFile {
  readonly path: string;
  readonly source: string;
  /** Bits of the mode that must not be set. */
  readonly forbidden: number;
  readonly mayBeAbsent?: boolean;
}

async function fromFile(file: TokenFile, files: TokenFiles): Promise<EnvironmentToken> {
  const { path, source } = file;
  try {
    const problem = fileProblem(await files.stat(path), file, files.uid);
    if (problem !== undefined) return refused(`${source} ${problem}`);
    return checked((await files.readFile(path, 'utf8')).trim(), source);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    if (code === 'ENOENT' && file.mayBeAbsent === true) return { kind: 'unset' };
    return refused(`${source} ${FILE_WORDS[code] ?? `cannot be read (${code})`}`);
  }
}

const FILE_WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist',
  EACCES: 'may not be read by this user',
  EPERM: 'may not be read by this user',
};

/** Why the file is not fit to hold a token. Who may read it has the token; who owns it may give us another. */
function fileProblem(facts: FileFacts, { path, forbidden }: TokenFile, uid: number | undefined): string | undefined {
  if (!facts.isFile()) return 'is no ordinary file';
  if (facts.size > MOST_BYTES) return `is larger than ${MOST_BYTES} bytes, so it holds no token`;
  if (uid === undefined) return undefined;
  if (facts.uid !== uid && facts.uid !== 0)
    return `belongs to another user, who could change it. Run: chown ${uid} ${quoted(path)}`;
  if ((facts.mode & forbidden) === 0) return undefined;
  const mode = (facts.mode & 0o777).toString(8).padStart(4, '0');
  return `can be read or changed by others (mode ${mode}). Run: chmod 600 ${quoted(path)}`;
}

/** For a shell. */
function quoted(path: string): string {
  return `'${path.replace(/'/g, `'\\''`)}'`;
}

function checked(token: string, source: string): EnvironmentToken {
  if (token === '') return refused(`${source} is empty`);
  if (/[\r\n]/.test(token)) return refused(`${source} holds more than one line`);
  const problem = tokenProblem(token);
  if (problem !== undefined) return refused(`${problem} (${source})`);
  return { kind: 'present', secret: token, source };
}

function refused(reason: string): EnvironmentToken {
  return { kind: 'refused', reason };
}
