import type { MonitorApi } from '../../../preload/contract/api.ts';
import type { Snapshot } from '../../../preload/contract/view.ts';
import { goBack } from '../../page.ts';
import { keepUnits } from '../../ui/keep-units.ts';
import { PageFrame } from '../../ui/page-frame.tsx';
import { english } from '../../words/english.ts';
import { RuleForm } from './rule-form.tsx';
import { useRules } from './use-rules.ts';

interface RulePageProps {
  readonly id: string;
  readonly whole: Snapshot;
  readonly api: MonitorApi;
}

/** One rule: its numbers, and when it would have fired with them. */
export function RulePage({ id, whole, api }: RulePageProps) {
  const { rules, problem, readAgain } = useRules(api);
  const rule = rules?.find((each) => each.id === id);
  if (rule === undefined) {
    const said =
      problem !== '' ? problem : rules === undefined ? english.alerts.rules.reading : english.alerts.rule.gone;
    return (
      <PageFrame title={english.alerts.title} back={goBack}>
        <p class="empty" role="status">
          {said}
        </p>
      </PageFrame>
    );
  }
  const boxNames = whole.boxes.map(({ name }) => name);
  // Taken back, it is another rule for the form.
  return (
    <PageFrame title={rule.name} about={keepUnits(rule.sentence)} back={goBack}>
      <RuleForm key={JSON.stringify(rule)} rule={rule} boxNames={boxNames} api={api} readAgain={readAgain} />
    </PageFrame>
  );
}
