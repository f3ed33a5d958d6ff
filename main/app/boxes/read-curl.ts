import { commandParts, type CommandPart } from './command-parts.ts';
import { shellWords } from './shell-words.ts';

/** What of a curl command says where a server is. */
export interface CurlCommand {
  /** As it is written there; undefined where it names none. */
  readonly url: string | undefined;
  /** Whether it brings credentials along; they are read no further. */
  readonly hasCredentials: boolean;
}

/** Options that take a value. Source: curl's manual page, version 8. */
const SHORT_WITH_VALUE = 'AbcCdDeEFhHKmoPQrtTuUwxXyYz';
const LONG_WITHOUT_VALUE: ReadonlySet<string> = new Set(
  (
    'silent show-error fail fail-with-body verbose include head location location-trusted insecure compressed get ' +
    'no-buffer no-progress-meter progress-bar remote-name remote-header-name http1.0 http1.1 http2 ' +
    'http2-prior-knowledge http3 ipv4 ipv6 globoff path-as-is parallel raw tcp-nodelay ssl-reqd tlsv1 tlsv1.2 ' +
    'tlsv1.3 digest basic anyauth ntlm negotiate netrc netrc-optional disable no-keepalive junk-session-cookies'
  ).split(' '),
);
const CREDENTIALS: ReadonlySet<string> = new Set(
  '-u --user -U --proxy-user -b --cookie -E --cert --key --oauth2-bearer --aws-sigv4 --netrc-file'.split(' '),
);
const SECRET_HEADER = /^\s*(?:(?:proxy-)?authorization|cookie|[\w-]*(?:token|key|secret|auth)[\w-]*)\s*:/i;

/** Reads a pasted curl command; undefined where the text is none. */
export function readCurl(text: string): CurlCommand | undefined {
  const words = shellWords(text.replace(/^\s*[$%>]\s+/, ''));
  const at = words.findIndex((word) => /^(?:[^:]*[\\/])?curl(?:\.exe)?$/.test(word));
  // `sudo curl`, `time curl`, `docker exec nim curl`.
  if (at < 0 || words.slice(0, at).some((word) => word.includes('://'))) return undefined;
  return readArguments(words.slice(at + 1));
}

function readArguments(words: readonly string[]): CurlCommand {
  const end = words.findIndex((word) => /^(?:[|;&]|\d?>)/.test(word));
  const own = end < 0 ? words : words.slice(0, end);
  const parts = commandParts(own, { shortWithValue: SHORT_WITH_VALUE, longTakesValue });
  const addresses = parts.filter(({ option }) => option === undefined || option === '--url').map(({ value }) => value);
  return {
    url: addresses.find((word) => word.includes('://')) ?? addresses[0],
    hasCredentials: parts.some(holdsCredentials),
  };
}

function longTakesValue(name: string): boolean {
  return !LONG_WITHOUT_VALUE.has(name);
}

function holdsCredentials({ option = '', value }: CommandPart): boolean {
  const isHeader = option === '-H' || option === '--header';
  return CREDENTIALS.has(option) || (isHeader && SECRET_HEADER.test(value));
}
