import { GLOBAL, SCRAPE_CONFIG } from './prometheus-keys.ts';
import type { PlacedText } from './yaml-text.ts';

/**
 * Puts the indentation back into a text that has lost all of it, as happens when a web page is copied: each line begins
 * in column 1. A line belongs to the innermost open mapping or list that knows its key and does not have it yet.
 * The lines stay where they are. Undefined when the text is indented anywhere or has no key to begin with.
 */
export function restoreIndentation(file: string, text: string): PlacedText | undefined {
  const lines = text.split(/\r?\n/);
  if (lines.some((line) => /^[ \t]+\S/.test(line))) return undefined;
  const stack: Level[] = [newLevel(ROOT, 0)];
  const indents = lines.map((line) => (isContent(line) ? place(line, stack) : 0));
  if (indents.every((indent) => indent === 0)) return undefined;
  // A page's empty lines may hold blanks that YAML takes for a text.
  const restored = lines.map((line, index) => (line.trim() === '' ? '' : ' '.repeat(indents[index] ?? 0) + line));
  return { file, text: restored.join('\n'), indents };
}

/** What may stand below a key. In a list, the items have these keys, or are single values. */
interface Shape {
  readonly keys: Readonly<Record<string, Shape>>;
  /** For keys that the user chooses: those of components by their type, and labels. */
  readonly anyKey?: (key: string) => Shape | undefined;
  readonly isList?: boolean;
}

interface Level {
  readonly shape: Shape;
  /** Column of its keys, or of its dashes, from 0. */
  readonly indent: number;
  /** What the keys of an item stand to the right of its dash; 0 in a mapping. */
  offset: number;
  /** Keys that it has. A list's level has those of its last item, undefined before the first. */
  keys: Set<string> | undefined;
}

const LEAF: Shape = { keys: {} };
const SCALARS: Shape = { keys: {}, isList: true };
const FREE: Shape = { keys: {}, anyKey: () => LEAF };

function leaves(...keys: readonly string[]): Readonly<Record<string, Shape>> {
  return Object.fromEntries(keys.map((key) => [key, LEAF]));
}

const RELABEL: Shape = {
  isList: true,
  keys: {
    ...leaves('action', 'separator', 'regex', 'target_label', 'replacement', 'modulus'),
    source_labels: SCALARS,
  },
};

const SCRAPE_CONFIGS: Shape = {
  isList: true,
  keys: {
    ...leaves(...SCRAPE_CONFIG.known),
    static_configs: { isList: true, keys: { targets: SCALARS, labels: FREE } },
    params: FREE,
    authorization: { keys: leaves('type', 'credentials', 'credentials_file') },
    basic_auth: { keys: leaves('username', 'password', 'password_file') },
    tls_config: {
      keys: {
        ...leaves('ca', 'ca_file', 'cert', 'cert_file', 'key', 'key_file'),
        ...leaves('server_name', 'insecure_skip_verify', 'min_version'),
      },
    },
    relabel_configs: RELABEL,
    metric_relabel_configs: RELABEL,
  },
};

const PROMETHEUS: Readonly<Record<string, Shape>> = {
  global: { keys: { ...leaves(...GLOBAL.known), external_labels: FREE } },
  scrape_configs: SCRAPE_CONFIGS,
};

const EXPORTER: Shape = { keys: { ...leaves('endpoint', 'metrics_endpoint', 'compression'), headers: FREE } };

/** Components may have a name of their own behind a slash. */
function components(types: Readonly<Record<string, Shape>>): Shape {
  const shapeOf = new Map(Object.entries(types));
  return { keys: {}, anyKey: (key) => shapeOf.get(key.split('/')[0] ?? '') };
}

const PIPELINE: Shape = { keys: { receivers: SCALARS, processors: SCALARS, exporters: SCALARS } };
const DELTA: Shape = { keys: leaves('max_staleness', 'initial_value') };

const ROOT: Shape = {
  keys: {
    ...PROMETHEUS,
    forward: {
      keys: {
        ...leaves('endpoint', 'allow_http', 'summary_quantiles'),
        boxes: SCALARS,
        families: { keys: { ...leaves('preset'), include: SCALARS, exclude: SCALARS } },
      },
    },
    boxes: { isList: true, keys: { ...leaves('name'), targets: SCALARS } },
    receivers: components({ prometheus: { keys: { config: { keys: PROMETHEUS } } } }),
    processors: components({ cumulativetodelta: DELTA, cumulative_to_delta: DELTA, batch: LEAF, memory_limiter: LEAF }),
    extensions: components({ health_check: { keys: leaves('endpoint') } }),
    exporters: components({ otlp_http: EXPORTER, otlphttp: EXPORTER, debug: LEAF }),
    service: {
      keys: {
        extensions: SCALARS,
        metrics: PIPELINE,
        pipelines: { keys: { metrics: PIPELINE } },
        telemetry: FREE,
      },
    },
  },
};

function newLevel(shape: Shape, indent: number): Level {
  return { shape, indent, offset: 0, keys: shape.isList === true ? undefined : new Set() };
}

function isContent(line: string): boolean {
  return line.trim() !== '' && !line.startsWith('#');
}

/** The indentation of a line; opens and closes levels as it says. */
function place(line: string, stack: Level[]): number {
  const isItem = /^-(?:\s|$)/.test(line);
  const entry = isItem ? line.slice(1).trimStart() : line;
  const key = /^(["']?)([^\s:"'{}[\],#]+)\1\s*:(?:\s|$)/.exec(entry)?.[2];
  const level = isItem ? openList(stack, key) : openMapping(stack, key);
  if (level === undefined) return 0;
  stack.length = stack.indexOf(level) + 1;
  if (isItem) {
    level.keys = new Set();
    level.offset = Math.max(2, line.length - entry.length);
  }
  if (key !== undefined) {
    level.keys?.add(key);
    const shape = childOf(level.shape, key);
    const opens = /:\s*(?:#.*)?$/.test(entry);
    if (opens && shape !== undefined && shape !== LEAF) stack.push(newLevel(shape, level.indent + level.offset + 2));
  }
  return isItem ? level.indent : level.indent + level.offset;
}

/** Innermost first: a list whose items know the key, or take single values. */
function openList(stack: readonly Level[], key: string | undefined): Level | undefined {
  return innermost(stack, ({ shape }) => {
    if (shape.isList !== true) return false;
    return key === undefined ? shape === SCALARS : shape !== SCALARS && childOf(shape, key) !== undefined;
  });
}

/** Innermost first: one that knows the key and lacks it; else one where keys are free. */
function openMapping(stack: readonly Level[], key: string | undefined): Level | undefined {
  if (key === undefined) return undefined;
  const isOpen = ({ keys }: Level) => keys !== undefined && !keys.has(key);
  return (
    innermost(stack, (level) => isOpen(level) && hasKey(level.shape, key)) ??
    innermost(stack, (level) => isOpen(level) && level.shape.anyKey?.(key) !== undefined) ??
    innermost(stack, ({ keys }) => keys !== undefined)
  );
}

function innermost(stack: readonly Level[], fits: (level: Level) => boolean): Level | undefined {
  return [...stack].reverse().find(fits);
}

function hasKey(shape: Shape, key: string): boolean {
  return Object.prototype.hasOwnProperty.call(shape.keys, key);
}

function childOf(shape: Shape, key: string): Shape | undefined {
  return hasKey(shape, key) ? shape.keys[key] : shape.anyKey?.(key);
}
