/** Codes of electron-updater for an answer that cannot be made sense of. */
const NONSENSE = /^ERR_UPDATER_(INVALID_|NO_FILES|NO_CHECKSUM|ZIP_FILE|ASSET_)/;
/** And for releases of which none is for this system, or none at all. */
const NOTHING_THERE = /^ERR_UPDATER_(CHANNEL_FILE|LATEST_VERSION|NO_PUBLISHED|RELEASE)/;

/**
 * Why looking for a version, loading or installing it failed, in words that begin in lower case and end without a full
 * stop; what has no words here is told as its first line. Source of codes and texts: electron-updater 6.8.
 */
export function updateReason(error: unknown): string {
  const message = firstLine(error instanceof Error ? error.message : String(error));
  const { code, statusCode } = error instanceof Object ? (error as { code?: unknown; statusCode?: unknown }) : {};
  const name = typeof code === 'string' ? code : '';
  const network = /net::ERR_\w+|\b(?:ECONN\w+|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EPIPE)\b/.exec(`${message} ${name}`)?.[0];
  if (name === 'ERR_CHECKSUM_MISMATCH') return 'what came is not the file that was released, so it was thrown away';
  if (NONSENSE.test(name)) return 'what answered does not tell of any version';
  if (NOTHING_THERE.test(name)) return 'there is no release for this system';
  if (network !== undefined) return `where the releases are cannot be reached (${network})`;
  if (typeof statusCode === 'number') return `where the releases are answers with HTTP ${String(statusCode)}`;
  return installReason(message) ?? message;
}

/** Linux's packages are installed by commands of the system, which ask for a password. */
function installReason(message: string): string | undefined {
  const [, command, status] = /^Command (\S+) exited with code (\d+)$/.exec(message) ?? [];
  if (command === undefined) return undefined;
  // Source: pkexec(1), "Return value": 126 where the question was dismissed, 127 where nobody could be asked or allowed it.
  const refused = command.endsWith('pkexec') && (status === '126' || status === '127');
  return refused ? 'nobody allowed it to install a package' : `${command} ended with ${String(status)}`;
}

function firstLine(text: string): string {
  return (text.split('\n')[0] ?? '').slice(0, 300);
}
