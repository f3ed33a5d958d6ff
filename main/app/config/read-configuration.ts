import { dirname, isAbsolute, resolve } from 'node:path';
import type { Configuration, ConfigurationResult } from './configuration.ts';
import type { Environment } from './expand-environment.ts';
import { COLLECTOR_KEYS, readCollectorForm } from './read-collector-form.ts';
import { readOwnForm, type FormContext } from './read-own-form.ts';
import { Reading } from './reading.ts';
import { restoreIndentation } from './restore-indentation.ts';
import { parseYaml, type PlacedText, type YamlText } from './yaml-text.ts';
import type { Value } from './yaml-value.ts';

/** What the host knows and a file may refer to. */
export interface Surroundings {
  /** For `${env:NAME}`, in the Collector's form alone. */
  readonly environment: Environment;
  /** The box's name for targets at loopback addresses. */
  readonly computerName: string;
  /** 16 bytes of a text in UTF-8, for the relabel action `hashmod`. */
  readonly md5: (text: string) => Uint8Array;
  /** Whether an empty file, or one that names no targets, is good: a screen offers to add some. Usually it is not. */
  readonly mayLackTargets?: boolean;
}

/**
 * Reads a configuration in our form or the Collector's, and resolves its targets. Either all of it is good, or every
 * mistake that was found is told, in the order of the file. `file` is its path, for messages and relative `*_file`s.
 * It opens no file and never throws.
 */
export function readConfiguration(text: string, file: string, surroundings: Surroundings): ConfigurationResult {
  // Web pages indent by no-break spaces, which are none to YAML.
  const plain = text.replace(/^\ufeff/, '').replace(/^[ \u00a0]+/gm, (indent) => ' '.repeat(indent.length));
  const asItIs = attempt({ file, text: plain, indents: [] }, surroundings);
  if (asItIs.ok) return { ...asItIs, text };
  // A text copied from a web page may have lost all of its indentation; then only its lines are left to go by.
  const restored = restoreIndentation(file, plain);
  const result = restored === undefined ? asItIs : attempt(restored, surroundings);
  return result.ok ? { ...result, text: restored?.text ?? text } : result;
}

type Attempt = { readonly ok: true; readonly configuration: Configuration } | (ConfigurationResult & { ok: false });

function attempt(source: PlacedText, surroundings: Surroundings): Attempt {
  const result = parseYaml(source);
  return result.ok ? readDocument(result.yaml, source.file, surroundings) : { ok: false, errors: result.problems };
}

function readDocument(yaml: YamlText, file: string, surroundings: Surroundings): Attempt {
  const isCollector = looksLikeCollector(yaml);
  const reading = new Reading(yaml, isCollector ? surroundings.environment : undefined);
  const root = reading.root();
  const context = contextOf(file, surroundings);
  if (root === undefined && !context.mayLackTargets)
    return { ok: false, errors: [yaml.problemAt(0, 'the configuration is empty')] };
  const isMapping = root === undefined || root.isMapping();
  if (!isMapping) root.problem('a configuration is a mapping; it begins with a key such as scrape_configs:');
  const form = isMapping ? readForm(root, isCollector, context) : undefined;
  const { problems: errors, warnings } = reading;
  return form === undefined || errors.length > 0
    ? { ok: false, errors }
    : { ok: true, configuration: { ...form, warnings } };
}

function readForm(
  root: Value | undefined,
  isCollector: boolean,
  context: FormContext,
): Omit<Configuration, 'warnings'> {
  return isCollector && root !== undefined ? readCollectorForm(root, context) : readOwnForm(root, context);
}

function looksLikeCollector({ document }: YamlText): boolean {
  return COLLECTOR_KEYS.some((key) => document.has(key));
}

function contextOf(file: string, { computerName, md5, mayLackTargets = false }: Surroundings): FormContext {
  return {
    ...{ computerName, md5, mayLackTargets },
    resolvePath: (path) => (isAbsolute(path) ? path : resolve(dirname(file), path)),
  };
}
