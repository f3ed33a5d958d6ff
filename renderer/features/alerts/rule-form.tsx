import type { TargetedSubmitEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { FieldProblem, MonitorApi } from '../../../preload/contract/api.ts';
import type { RuleView } from '../../../preload/contract/rules.ts';
import { goBack } from '../../page.ts';
import { english } from '../../words/english.ts';
import { BoxesField } from './boxes-field.tsx';
import { HoursField } from './hours-field.tsx';
import { changeOf, draftOf, timeFieldsOf, type RuleDraft } from './rule-draft.ts';
import { ChoiceField, LimitFields, TimeField } from './rule-fields.tsx';
import { RulePreviewCard } from './rule-preview-card.tsx';
import { outcomeOf } from './use-rules.ts';
import { usePreview } from './use-preview.ts';

const words = english.alerts.rule;

interface RuleFormProps {
  readonly rule: RuleView;
  readonly boxNames: readonly string[];
  readonly api: MonitorApi;
  readonly readAgain: () => Promise<void>;
}

/** All that can be set of a rule, with the preview below. */
export function RuleForm({ rule, boxNames, api, readAgain }: RuleFormProps) {
  const [draft, setDraft] = useState(() => draftOf(rule));
  const [refused, setRefused] = useState<readonly FieldProblem[]>([]);
  const [saving, setSaving] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const asked = changeOf(rule, draft);
  const previewed = usePreview(api, asked);
  const problems = refused.length > 0 ? refused : previewed.problems;
  const problemOf = (field: string | null) => problems.find((problem) => problem.field === field)?.message ?? '';

  const set = (part: Partial<RuleDraft>) => {
    setRefused([]);
    setDraft({ ...draft, ...part });
  };
  const run = async (call: Parameters<typeof outcomeOf>[0], done: () => void) => {
    setSaving(true);
    const found = await outcomeOf(call);
    setSaving(false);
    setRefused(found);
    if (found.length === 0) done();
    else setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  const save = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (asked.ok) void run(() => api.changeRule(asked.change), goBack);
    else void run(() => Promise.resolve(asked), goBack);
  };
  const begin = () => {
    // The form is another one then: the keyboard goes on from the title.
    form.current?.closest('.page')?.querySelector('h1')?.focus();
    void readAgain();
  };
  const reset = () => void run(() => api.resetRule({ id: rule.id }), rule.own ? goBack : begin);

  return (
    <>
      <form ref={form} class="card rule-form" onSubmit={save} noValidate>
        <Fields rule={rule} draft={draft} set={set} problemOf={problemOf} />
        <BoxesField draft={draft} boxNames={boxNames} set={set} problem={problemOf('boxes')} />
        <HoursField hours={draft.quietHours} set={set} problem={problemOf('quietHours')} />
        <p class="note note-bad" aria-live="polite">
          {generalOf(problems)}
        </p>
        <div class="form-end">
          {(rule.own || rule.changed) && (
            <button type="button" class="quiet-button" disabled={saving} onClick={reset}>
              {rule.own ? words.remove : words.toDefault}
            </button>
          )}
          <button type="submit" class="primary" disabled={saving}>
            {saving ? words.saving : words.save}
          </button>
        </div>
      </form>
      <RulePreviewCard previewed={previewed} />
    </>
  );
}

/** What stands beside no field. */
function generalOf(problems: readonly FieldProblem[]): string {
  const general = problems.filter(({ field }) => field === null || /^line /.test(field));
  return general.map(({ message }) => message).join(' ');
}

interface FieldsProps {
  readonly rule: RuleView;
  readonly draft: RuleDraft;
  readonly set: (part: Partial<RuleDraft>) => void;
  readonly problemOf: (field: string) => string;
}

function Fields({ rule, draft, set, problemOf }: FieldsProps) {
  return (
    <div class="rule-grid">
      {rule.limit !== null && <LimitFields limit={rule.limit} draft={draft} set={set} problemOf={problemOf} />}
      {timeFieldsOf(rule).map((field) => (
        <TimeField
          key={field}
          label={words[field]}
          time={draft[field]}
          problem={problemOf(field)}
          set={(time) => {
            set({ [field]: time });
          }}
        />
      ))}
      <ChoiceField
        label={words.severity}
        options={words.severities}
        value={draft.severity}
        choose={(severity) => {
          set({ severity });
        }}
      />
      <ChoiceField
        label={words.noData}
        options={words.noDatas}
        value={draft.noData}
        choose={(noData) => {
          set({ noData });
        }}
      />
    </div>
  );
}
