import type { AlertRule } from '../../core/model/alert.ts';
import type { Outcome, PreviewAnswer } from '../../../preload/contract/api.ts';
import type { RuleChange, RuleView } from '../../../preload/contract/rules.ts';
import { rulesOf } from '../alert-rules/rules-of.ts';
import type { Configuration } from '../config/configuration.ts';
import { removeRule, setRule } from '../settings/edits.ts';
import type { SettingsBook } from '../settings/settings-book.ts';
import type { Watcher } from '../watch/watcher.ts';
import { mergeChoice, type MergedChoice } from './merge-choice.ts';
import { previewRule } from './preview-rule.ts';
import { ruleViews } from './rule-views.ts';

/** Answers what a screen asks about alert rules. */
export class RuleDesk {
  readonly #book: SettingsBook | undefined;
  readonly #watcher: Pick<Watcher, 'recorded'>;
  readonly #configuration: () => Configuration;

  /** `configuration`: the one that holds now. Without a book nothing can be changed. */
  constructor(book: SettingsBook | undefined, watcher: Pick<Watcher, 'recorded'>, configuration: () => Configuration) {
    this.#book = book;
    this.#watcher = watcher;
    this.#configuration = configuration;
  }

  rules(): readonly RuleView[] {
    return ruleViews(this.#configuration().alerts);
  }

  change(change: RuleChange): Outcome {
    const merged = this.#merge(change);
    if (!merged.ok) return merged;
    const { choice, isDefault } = merged;
    return this.#write((document) => {
      if (isDefault) removeRule(document, choice.id);
      else setRule(document, choice);
    });
  }

  reset(id: string): Outcome {
    return this.#write((document) => {
      removeRule(document, id);
    });
  }

  /** Also of a rule that is switched off. */
  preview(change: RuleChange): PreviewAnswer {
    const merged = this.#merge(change);
    if (!merged.ok) return merged;
    const rule = ruleOf({ ...merged.choice, on: true });
    const preview =
      rule === undefined
        ? { fromMs: null, untilMs: null, firings: [] }
        : previewRule(rule, this.#watcher.recorded(rule.scope));
    return { ok: true, preview };
  }

  #merge(change: RuleChange): MergedChoice {
    const { alerts, targets } = this.#configuration();
    return mergeChoice(
      alerts,
      change,
      targets.map(({ box }) => box),
    );
  }

  #write(edit: Parameters<SettingsBook['change']>[0]): Outcome {
    if (this.#book === undefined) return refused('Rules cannot be changed here.');
    const problems = this.#book.change(edit);
    return problems.length === 0 ? { ok: true } : { ok: false, problems };
  }
}

function refused(message: string): Outcome {
  return { ok: false, problems: [{ field: null, message }] };
}

function ruleOf(choice: Parameters<typeof rulesOf>[0][number]): AlertRule | undefined {
  return rulesOf([choice]).rules.find(({ id }) => id === choice.id);
}
