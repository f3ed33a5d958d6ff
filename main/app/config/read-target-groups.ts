import type { Labels } from '../../core/model/sample.ts';
import { readLabels } from './read-labels.ts';
import type { Keys, Value } from './yaml-value.ts';

/** One address of `targets`, with the labels of its group. */
export interface StaticTarget {
  /** As written: `host:port`, or a host alone. */
  readonly address: string;
  readonly labels: Labels;
  /** Where it stands, for problems with it. */
  readonly at: Value;
}

const GROUP: Keys<'targets' | 'labels'> = { of: 'an entry of static_configs', known: ['targets', 'labels'] };

/** `static_configs`: an address with a problem is left out. */
export function readTargetGroups(list: Value | undefined): readonly StaticTarget[] {
  return (list?.list() ?? []).flatMap((group) => {
    const fields = group.fields(GROUP);
    const labels = readLabels(fields.get('labels'));
    const targets = fields.get('targets');
    if (targets === undefined) {
      if (group.isMapping()) group.problem('an entry of static_configs needs targets');
      return [];
    }
    return flat(targets).flatMap((at) => {
      const address = readAddress(at);
      return address === undefined ? [] : [{ address, labels, at }];
    });
  });
}

/** Dynatrace's page writes a list inside the list. */
function flat(targets: Value): readonly Value[] {
  return targets.list().flatMap((item) => (item.isList() ? flat(item) : [item]));
}

function readAddress(at: Value): string | undefined {
  const text = at.filledText()?.trim();
  if (text === undefined) return undefined;
  const placeholder = /<[^<>]*>/.exec(text)?.[0];
  if (placeholder !== undefined) {
    at.problem(`put the address of your NIM in place of ${placeholder}, for example dgx-lab:8000`);
    return undefined;
  }
  if (text.includes('@')) {
    at.problem('credentials do not belong into an address; use basic_auth: or authorization: of the job');
    return undefined;
  }
  const url = /^([a-z][a-z0-9+.-]*):\/\/([^/]*)(.*)$/i.exec(text);
  if (url !== null) {
    at.problem(notAUrl(url[1] ?? '', url[2] ?? '', url[3] ?? ''));
    return undefined;
  }
  const slash = text.indexOf('/');
  if (slash === -1) return text;
  at.problem(`targets takes host:port; write "${text.slice(0, slash)}"${withPath(text.slice(slash))}`);
  return undefined;
}

function notAUrl(scheme: string, host: string, path: string): string {
  const https = scheme.toLowerCase() === 'https' ? ' and scheme: https' : '';
  return `targets takes host:port and no URL; write "${host}"${https}${withPath(path)}`;
}

/** A query may hold a secret, so it is not repeated. */
function withPath(text: string): string {
  const [path = '', query] = text.split('?');
  return `${path === '' || path === '/' ? '' : ` and metrics_path: ${path}`}${query === undefined ? '' : ' and params:'}`;
}
