import { MEANINGS } from '../dialects/meaning.ts';
import { DEFAULT_RULES } from './default-rules.ts';
import type { FactId } from './readings.ts';
import { resolveRules, type ResolvedRules, type RuleChoice } from './rule-choices.ts';

const FACTS: readonly FactId[] = ['answers', 'scrapeGood', 'forwardingBlocked'];

/** What a rule may look at: what the catalogue knows, and what we know ourselves. */
export const KNOWN_SIGNALS: ReadonlySet<string> = new Set<string>([...MEANINGS.map(({ id }) => id), ...FACTS]);

/** The product's rules with what a user has chosen. */
export function rulesOf(choices: readonly RuleChoice[]): ResolvedRules {
  return resolveRules(DEFAULT_RULES, choices, KNOWN_SIGNALS);
}
