import type { RelabelRule } from '../model/relabel-rule.ts';
import type { Labels } from '../model/sample.ts';
import { checkRegex, compileRegex, type AnchoredRegex } from './anchored-regex.ts';
import { LabelBuilder } from './label-builder.ts';

export { checkRegex };

/** The 16 bytes of the MD5 of a text in UTF-8; lent, because core has no cryptography of its own. */
export type Md5 = (text: string) => Uint8Array;

/** Undefined: the target, or the sample, is dropped. */
export type Relabel = (labels: Labels) => Labels | undefined;

/** One rule at work; false drops. */
type Step = (builder: LabelBuilder) => boolean;

/**
 * Compiles the rules once; the result applies them in order. It never throws and takes time in proportion to the labels,
 * whatever the regular expressions. Labels without changes come back as the array that was given.
 * A rule's regular expression must have passed `checkRegex`. Source: Prometheus, `model/relabel`.
 */
export function compileRelabel(rules: readonly RelabelRule[], md5: Md5): Relabel {
  const steps = rules.map((rule) => stepOf(rule, md5));
  return (labels) => {
    const builder = new LabelBuilder(labels);
    return steps.every((step) => step(builder)) ? builder.labels() : undefined;
  };
}

function stepOf(rule: RelabelRule, md5: Md5): Step {
  const { targetLabel } = rule;
  const joined = (builder: LabelBuilder) => joinSources(rule, builder);
  switch (rule.action) {
    case 'replace':
      return replaceStep(rule);
    case 'keep':
    case 'drop': {
      const matches = matching(rule);
      const wanted = rule.action === 'keep';
      return (builder) => matches(joined(builder)) === wanted;
    }
    case 'keepequal':
      return (builder) => builder.get(targetLabel) === joined(builder);
    case 'dropequal':
      return (builder) => builder.get(targetLabel) !== joined(builder);
    case 'hashmod':
      return setting(targetLabel, (builder) => hashModulus(md5(joined(builder)), rule.modulus));
    case 'lowercase':
      return setting(targetLabel, (builder) => mapLetters(joined(builder), (letter) => letter.toLowerCase()));
    case 'uppercase':
      return setting(targetLabel, (builder) => mapLetters(joined(builder), (letter) => letter.toUpperCase()));
    case 'labelmap':
      return labelMapStep(rule);
    case 'labeldrop':
    case 'labelkeep':
      return labelFilterStep(rule);
  }
}

function joinSources({ sourceLabels, separator }: RelabelRule, builder: LabelBuilder): string {
  const [first] = sourceLabels;
  if (first === undefined) return '';
  if (sourceLabels.length === 1) return builder.get(first);
  return sourceLabels.map((name) => builder.get(name)).join(separator);
}

function setting(targetLabel: string, valueOf: (builder: LabelBuilder) => string): Step {
  return (builder) => {
    builder.set(targetLabel, valueOf(builder));
    return true;
  };
}

function replaceStep(rule: RelabelRule): Step {
  const { expand } = compileRegex(rule.regex);
  const filled = remembering((text: string) => expand(text, [rule.targetLabel, rule.replacement]));
  return (builder) => {
    const [target = '', value = ''] = filled(joinSources(rule, builder)) ?? [];
    // Every name but the empty one is valid since Prometheus 3.
    if (target !== '') builder.set(target, value);
    return true;
  };
}

function labelMapStep(rule: RelabelRule): Step {
  const { expand } = compileRegex(rule.regex);
  const renamed = remembering((name: string) => expand(name, [rule.replacement])?.[0]);
  return (builder) => {
    for (const [name, value] of builder.snapshot()) {
      const target = renamed(name) ?? '';
      if (target !== '') builder.set(target, value);
    }
    return true;
  };
}

function labelFilterStep(rule: RelabelRule): Step {
  const matches = matching(rule);
  const kept = rule.action === 'labelkeep';
  return (builder) => {
    for (const [name] of builder.snapshot()) if (matches(name) !== kept) builder.delete(name);
    return true;
  };
}

function matching({ regex }: RelabelRule): AnchoredRegex['matches'] {
  return remembering(compileRegex(regex).matches);
}

const REMEMBERED = 2_000;

/** Label values recur from sample to sample and from scrape to scrape: each is worked out once. */
function remembering<T>(work: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined || known.has(text)) return found as T;
    if (known.size >= REMEMBERED) known.clear();
    const result = work(text);
    known.set(text, result);
    return result;
  };
}

/** The last 8 bytes as a big-endian number, modulo; doubles end at 2^53, so in big integers. */
function hashModulus(hash: Uint8Array, modulus: number): string {
  let number = 0n;
  for (const byte of hash.subarray(8)) number = number * 256n + BigInt(byte);
  return (number % BigInt(modulus)).toString();
}

/** Letter by letter, as Go does: what would become several letters (`ß`) stays. */
function mapLetters(text: string, map: (letter: string) => string): string {
  if (!NOT_ASCII.test(text)) return map(text);
  return Array.from(text, (letter) => {
    const mapped = map(letter);
    return Array.from(mapped).length === 1 ? mapped : letter;
  }).join('');
}

const NOT_ASCII = /[^\0-\x7f]/;
