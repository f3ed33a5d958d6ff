import { useState } from 'preact/hooks';
import type { Attach, FieldProblem, MonitorApi, Outcome } from '../../../preload/contract/api.ts';
import { english } from '../../words/english.ts';

const FAILED: Outcome = { ok: false, problems: [{ field: null, message: english.attach.failed }] };

/** What is wrong with what was entered, if anything. */
export async function attachProblems(
  api: Pick<MonitorApi, 'attach'>,
  entered: Attach,
): Promise<readonly FieldProblem[]> {
  const outcome = await api.attach(entered).catch(() => FAILED);
  return outcome.ok ? [] : outcome.problems;
}

/** Of one field; null takes what belongs to none. */
export function problemWords(problems: readonly FieldProblem[], field: keyof Attach | null): string {
  const own = problems.filter((problem) => problem.field === field).map(({ message }) => message);
  return own.map((message) => (message.endsWith('.') ? message : `${message}.`)).join(' ');
}

/** The way back to the monitor of this program. */
export function useDetach(api: Pick<MonitorApi, 'detach'>) {
  const [isDetaching, setDetaching] = useState(false);
  const [problem, setProblem] = useState('');
  const detach = async () => {
    setDetaching(true);
    setProblem('');
    const answer = await api.detach(undefined).catch(() => ({ ok: false, reason: english.attach.failed }) as const);
    if (!answer.ok) setProblem(answer.reason);
    setDetaching(false);
  };
  return { isDetaching, problem, detach: () => void detach() };
}
