import { isAlias, isNode, isScalar, visit, type Alias, type Document, type Node } from 'yaml';
import type { ConfigProblem } from './config-problem.ts';
import { expandEnvironment, type Environment, type Expansion } from './expand-environment.ts';
import { Value, type ValueContext } from './yaml-value.ts';
import type { YamlText } from './yaml-text.ts';

/** Aliases that may be followed in one file; a text in which they multiply has many more. */
const MOST_ALIASES = 1_000;
const MOST_PROBLEMS = 100;

/** What all values of one file share: where problems are gathered, how aliases and variables are filled in. */
export class Reading implements ValueContext {
  readonly #document: Document.Parsed;
  readonly #problemAt: YamlText['problemAt'];
  readonly #environment: Environment | undefined;
  readonly #problems: ConfigProblem[] = [];
  readonly #warnings: ConfigProblem[] = [];
  readonly #targets: ReadonlyMap<Alias, Node>;
  #aliases = 0;

  /** Without an environment `${…}` is text like any other. */
  constructor({ document, problemAt }: YamlText, environment: Environment | undefined) {
    this.#document = document;
    this.#targets = aliasTargets(document);
    this.#problemAt = problemAt;
    this.#environment = environment;
  }

  /** In the order of the file. */
  get problems(): readonly ConfigProblem[] {
    return inOrder(this.#problems).slice(0, MOST_PROBLEMS);
  }

  get warnings(): readonly string[] {
    return inOrder(this.#warnings).map(String);
  }

  problem(offset: number, message: string): void {
    this.#problems.push(this.#problemAt(offset, message));
  }

  warning(offset: number, message: string): void {
    this.#warnings.push(this.#problemAt(offset, message));
  }

  expand(text: string): Expansion {
    return this.#environment === undefined ? { ok: true, text } : expandEnvironment(text, this.#environment);
  }

  /** The whole file; undefined when there is nothing in it. */
  root(): Value | undefined {
    return this.valueOf(this.#document.contents, 'the configuration');
  }

  /** Undefined for nothing, `~` and `null`. */
  valueOf(node: unknown, name: string): Value | undefined {
    if (isAlias(node)) return this.#follow(this.#targets.get(node), node.range?.[0] ?? 0, node.source, name);
    if (!isNode(node) || isNull(node)) return undefined;
    return new Value(this, node, name);
  }

  #follow(node: unknown, offset: number, alias: string, name: string): Value | undefined {
    this.#aliases += 1;
    if (this.#aliases === MOST_ALIASES + 1) this.problem(offset, `more than ${MOST_ALIASES} aliases in one file`);
    if (this.#aliases > MOST_ALIASES) return undefined;
    if (node === undefined) this.problem(offset, `the alias *${alias} has no anchor &${alias} before it`);
    return this.valueOf(node, name);
  }
}

/** What each alias stands for: the last anchor of its name before it. In one walk, where `Alias.resolve` takes one each. */
function aliasTargets(document: Document.Parsed): ReadonlyMap<Alias, Node> {
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  visit(document, {
    Value: (_, node) => {
      if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
    Alias: (_, alias) => {
      const target = anchors.get(alias.source);
      if (target !== undefined) targets.set(alias, target);
    },
  });
  return targets;
}

function isNull(node: unknown): boolean {
  if (!isScalar(node)) return false;
  const { type, value } = node;
  return value === null || (type === 'PLAIN' && typeof value === 'string' && /^(?:~|null|)$/i.test(value));
}

/** By place; what is found twice, because an alias leads there twice, is told once. */
function inOrder(problems: readonly ConfigProblem[]): readonly ConfigProblem[] {
  const unique = new Map(problems.map((problem) => [String(problem), problem]));
  return [...unique.values()].sort((a, b) => a.line - b.line || a.column - b.column);
}
