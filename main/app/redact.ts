const GONE = '[redacted]';
/** Shorter ones would take letters out of everything. */
const SHORTEST = 4;
/** Shorter ones go only where they stand alone: "pass" torn out of "password" would tell what it is. */
const LONG = 8;

/** Words that are ours and hold nothing of anybody else; a secret may be one of them by chance. */
export class OwnWords {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toJSON(): string {
    return this.#text;
  }
}

/** What looks like a secret wherever it stands, and what takes its place. */
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  // Tokens of Dynatrace, whole or in part.
  [/\bdt0[a-z]\d\d\.[A-Za-z0-9.]+/g, GONE],
  // JSON Web Tokens.
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, GONE],
  // Authorization headers.
  [/\b(Api-Token|Bearer|Basic|Digest)\s+[^\s"',;]+/gi, `$1 ${GONE}`],
  // Users and passwords in URLs, up to the last @ before the path.
  [/(:\/\/)[^\s/?#]*@/g, `$1${GONE}@`],
  // Values of queries.
  [/([?&][^=&\s#"']+)=[^&\s#"')]+/g, `$1=${GONE}`],
  // Whatever calls itself a secret.
  [
    /\b((?:api[-_ ]?)?(?:token|key|secret|password|passwd|pwd|credentials?)["']?\s*[:=]\s*["']?)[^\s"',;]+/gi,
    `$1${GONE}`,
  ],
];

/**
 * Takes out of a text what must not leave this computer: the secrets that are known, also as URLs and Basic headers
 * write them, and what looks like one.
 */
export function redactor(secrets: readonly string[]): (text: string) => string {
  const known = [...new Set(secrets.flatMap(spellingsOf))].filter(({ length }) => length >= SHORTEST);
  const patterns = known.sort((a, b) => b.length - a.length).map(patternFor);
  return (text) => {
    const without = patterns.reduce((left, pattern) => left.replace(pattern, GONE), text);
    return PATTERNS.reduce((left, [pattern, instead]) => left.replace(pattern, instead), without);
  };
}

function patternFor(secret: string): RegExp {
  const literal = secret.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
  return new RegExp(secret.length < LONG ? `(?<![A-Za-z0-9])${literal}(?![A-Za-z0-9])` : literal, 'g');
}

/** The same value with every text in it redacted, but for `OwnWords` and names of fields: those are never foreign. */
export function redactAll(value: unknown, redact: (text: string) => string): unknown {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map((item) => redactAll(item, redact));
  if (typeof value !== 'object' || value === null || value instanceof OwnWords) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, redactAll(item, redact)]));
}

function spellingsOf(secret: string): readonly string[] {
  const text = secret.trim();
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const base64 = Buffer.from(text).toString('base64').replace(/=+$/, '');
  return [text, ...lines, JSON.stringify(text).slice(1, -1), encodeURIComponent(text), base64];
}
