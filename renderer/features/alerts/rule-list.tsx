import { useEffect, useState } from 'preact/hooks';
import type { MonitorApi } from '../../../preload/contract/api.ts';
import type { RuleView } from '../../../preload/contract/rules.ts';
import { goTo } from '../../page.ts';
import { keepUnits } from '../../ui/keep-units.ts';
import { english } from '../../words/english.ts';
import { outcomeOf, useRules } from './use-rules.ts';

const words = english.alerts.rules;

/** Every rule with its switch; a click opens it. */
export function RuleList({ api }: { readonly api: MonitorApi }) {
  const { rules, problem: unread, readAgain } = useRules(api);
  const [problem, setProblem] = useState('');
  useEffect(() => {
    setProblem(unread);
  }, [unread]);
  const flip = async ({ id, on }: RuleView) => {
    const problems = await outcomeOf(() => api.changeRule({ id, on: !on }));
    setProblem(problems.map(({ message }) => message).join(' '));
    await readAgain();
  };
  return (
    <section class="card" aria-labelledby="rules-title">
      <h2 id="rules-title">{words.title}</h2>
      {rules === undefined && unread === '' && <p class="note">{words.reading}</p>}
      <p class="note note-bad" aria-live="polite">
        {problem}
      </p>
      <ul class="rules">
        {rules?.map((rule) => (
          <RuleRow key={rule.id} rule={rule} flip={() => void flip(rule)} />
        ))}
      </ul>
    </section>
  );
}

function RuleRow({ rule, flip }: { readonly rule: RuleView; readonly flip: () => void }) {
  const { id, name, sentence, on, own, changed } = rule;
  const mark = own ? words.own : changed ? words.changed : '';
  return (
    <li class="rule-row" data-testid="rule">
      <button
        type="button"
        class="rule-open"
        onClick={() => {
          goTo({ kind: 'rule', id });
        }}
      >
        <span class="rule-name">
          <span class="strong">{name}</span>
          {mark !== '' && <span class="rule-mark dim">{mark}</span>}
        </span>
        <span class="rule-sentence dim">{keepUnits(sentence)}</span>
      </button>
      <button
        type="button"
        class="switch"
        role="switch"
        aria-checked={on}
        aria-label={words.switchOf(name)}
        onClick={flip}
      >
        <span class="knob" />
      </button>
    </li>
  );
}
