import { useRef, useState } from 'preact/hooks';
import type { Look, MonitorApi } from '../../../preload/contract/api.ts';
import { english } from '../../words/english.ts';
import { emptyDiscovery, findFromDiscovery, findFromLook, type Finding } from './finding.ts';

export interface Finder {
  readonly finding: Finding;
  readonly look: (text: string) => Promise<void>;
  readonly lookHere: () => Promise<void>;
  readonly forget: () => void;
}

/** Looks for what can be added, to a box where one is named; of several searches the last one counts. */
export function useFinder(api: Pick<MonitorApi, 'look' | 'discover'>, box?: string): Finder {
  const [finding, setFinding] = useState<Finding>({ kind: 'nothing' });
  const search = useRef(0);
  const run = async (where: 'there' | 'here', ask: () => Promise<Finding>): Promise<void> => {
    search.current += 1;
    const own = search.current;
    setFinding({ kind: 'looking', where });
    const found = await ask().catch((): Finding => ({ kind: 'refused', where, reason: english.boxes.find.failed }));
    if (search.current === own) setFinding(found);
  };
  return {
    finding,
    look: (text) => run('there', () => lookThere(api, { text, box })),
    lookHere: () => run('here', () => lookAround(api)),
    forget: () => {
      search.current += 1;
      setFinding({ kind: 'nothing' });
    },
  };
}

async function lookThere(api: Pick<MonitorApi, 'look'>, what: Look): Promise<Finding> {
  const answer = await api.look(what);
  return answer.ok
    ? { kind: 'found', find: findFromLook(answer) }
    : { kind: 'refused', where: 'there', reason: answer.reason };
}

async function lookAround(api: Pick<MonitorApi, 'discover'>): Promise<Finding> {
  const discovery = await api.discover(undefined);
  const find = findFromDiscovery(discovery);
  if (find !== undefined) return { kind: 'found', find };
  return { kind: 'refused', where: 'here', reason: emptyDiscovery(discovery) };
}
