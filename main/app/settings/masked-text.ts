import { isAlias, isPair, isScalar, parseDocument, visit, type Document, type Scalar } from 'yaml';

/** A configuration as a screen may see it. */
export interface MaskedText {
  readonly text: string;
  /** Puts the secrets back into what a user made of `text`. */
  readonly restore: (changed: string) => RestoredText;
}

export interface RestoredText {
  readonly text: string;
  /** The line of what the user sees, counted from 1, of a line of `text`. */
  readonly lineSeen: (line: number) => number;
  /** Markers that stand for nothing. */
  readonly unknown: readonly string[];
  /** Markers in places where their secret would be seen, or told in a message: what asks for that is no mistake of a user's. */
  readonly exposed: readonly string[];
}

const MARKER = /<secret-(\d+)>/g;

/** Keys whose value is a secret, whatever they belong to. */
const SECRET_KEY = /^(?:credentials|password|bearer_token|.*(?:token|secret|passwd|api_?key))$/i;
const HEADERS = /^(?:http_)?headers$/i;
/** What a secret looks like wherever it stands; it is the group, or all of it, and ends the match. */
const SHAPES = [
  // Tokens of Dynatrace, and JSON Web Tokens.
  /\bdt0[a-z]\d\d\.[A-Za-z0-9.]+/g,
  /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g,
  // Users in addresses.
  /:\/\/([^\s/?#"'@]+)(?=@)/g,
  // A part that was commented out.
  /#[^\n]*?\b(?:credentials|password|bearer_token|token|secret|authorization)["']?\s*[:=][ \t]*([^\s#][^\r\n#]*)/gi,
];

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Replaces tokens, passwords and values of headers by markers; names of files and variables are none. */
export function maskSecrets(text: string): MaskedText {
  const { spans: named, values } = namedSpans(text);
  // The same secret may stand in a comment, too.
  const again = values.filter(({ length }) => length >= SHORTEST_AGAIN).flatMap((value) => placesOf(text, value));
  const spans = apart([...named, ...again, ...shapedSpans(text)]);
  const secrets = spans.map(({ start, end }) => text.slice(start, end));
  const restore = (changed: string): RestoredText => {
    const next = restored(changed, secrets);
    const [before, after] = [withoutSecrets(text), withoutSecrets(next.text)];
    const isExposed = (secret: string) => placesOf(after, secret).length > placesOf(before, secret).length;
    return { ...next, exposed: secrets.flatMap((secret, index) => (isExposed(secret) ? [markerOf(index)] : [])) };
  };
  return { text: masked(text, spans), restore };
}

/** Shorter ones stand in other words by chance. */
const SHORTEST_AGAIN = 8;

/** Only what stands where a secret belongs is taken out. */
function withoutSecrets(text: string): string {
  return masked(text, apart([...namedSpans(text).spans, ...shapedSpans(text)]));
}

function masked(text: string, spans: readonly Span[]): string {
  return spans.reduceRight((left, { start, end }, index) => {
    return left.slice(0, start) + markerOf(index) + left.slice(end);
  }, text);
}

function markerOf(index: number): string {
  return `<secret-${String(index + 1)}>`;
}

function restored(changed: string, secrets: readonly string[]): Omit<RestoredText, 'exposed'> {
  const unknown: string[] = [];
  /** For each line of the restored text the line that is seen. */
  const seen: number[] = [];
  const lines = changed.split('\n').map((line, index) => {
    const text = line.replace(MARKER, (marker, number: string) => {
      const secret = secrets[Number(number) - 1];
      if (secret === undefined) unknown.push(marker);
      return secret ?? marker;
    });
    seen.push(...text.split('\n').map(() => index + 1));
    return text;
  });
  return { text: lines.join('\n'), lineSeen: (line) => seen[line - 1] ?? line, unknown };
}

function namedSpans(text: string): { readonly spans: readonly Span[]; readonly values: readonly string[] } {
  const document = parseDocument(text, { schema: 'failsafe', uniqueKeys: false });
  const spans: Span[] = [];
  const values = new Set<string>();
  visit(document, {
    Node: (place, node, path) => {
      if (place === 'key' || (!isScalar(node) && !isAlias(node)) || !isSecret(keysOf(path))) return;
      const scalar = isAlias(node) ? anchored(document, node.source) : node;
      if (scalar?.range == null || isVariable(String(scalar.value))) return;
      const [start, end] = scalar.range;
      values.add(String(scalar.value));
      spans.push({ start, end: start + text.slice(start, end).trimEnd().length });
    },
  });
  return { spans: spans.filter(({ start, end }) => end > start), values: [...values] };
}

function anchored(document: Document, anchor: string): Scalar | undefined {
  let found: Scalar | undefined;
  visit(document, {
    Scalar: (_, scalar) => {
      if (scalar.anchor === anchor) found = scalar;
    },
  });
  return found;
}

/** The keys that lead to a value, the outermost first. */
function keysOf(path: readonly unknown[]): readonly string[] {
  return path.flatMap((part) => (isPair(part) && isScalar(part.key) ? [String(part.key.value)] : []));
}

function isSecret(keys: readonly string[]): boolean {
  const last = keys[keys.length - 1] ?? '';
  if (SECRET_KEY.test(last)) return true;
  if (last === 'key' && keys.includes('tls_config')) return true;
  const header = keys.findIndex((key) => HEADERS.test(key));
  return header !== -1 && header < keys.length - 1 && last !== 'files';
}

/** `Api-Token ${env:DT_API_TOKEN}` names where the token is. */
function isVariable(value: string): boolean {
  return /^(?:[\w-]+\s+)?\$\{[^}]*\}$/.test(value.trim()) || value.trim() === '';
}

function shapedSpans(text: string): readonly Span[] {
  return SHAPES.flatMap((shape) =>
    [...text.matchAll(shape)].map(({ index, 0: match, 1: secret = match }) => {
      const start = index + match.length - secret.length;
      return { start, end: start + secret.trimEnd().length };
    }),
  );
}

function placesOf(text: string, value: string): readonly Span[] {
  const spans: Span[] = [];
  for (let at = text.indexOf(value); at !== -1; at = text.indexOf(value, at + value.length)) {
    spans.push({ start: at, end: at + value.length });
  }
  return spans;
}

/** In order; of those that overlap one that holds them. */
function apart(spans: readonly Span[]): readonly Span[] {
  const joined: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = joined[joined.length - 1];
    if (last === undefined || span.start >= last.end) joined.push(span);
    else joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
  }
  return joined;
}
