import { isMap, isScalar, isSeq, YAMLMap, YAMLSeq, type Document, type Scalar } from 'yaml';
import type { TargetSettings } from '../../core/model/target-settings.ts';
import { listAt, textOf } from './yaml-nodes.ts';

/** A job with any other key may ask with credentials, or relabel: nothing is put into it unasked. */
const PLAIN_KEYS: ReadonlySet<string> = new Set([
  'job_name',
  'static_configs',
  'scheme',
  'metrics_path',
  'scrape_interval',
  'scrape_timeout',
]);

/** Puts a target into the job of that name, or into one of its own beside it where that would ask it otherwise. */
export function addTarget(document: Document, target: Pick<TargetSettings, 'address' | 'params'>, job: string): void {
  const jobs = listAt(document, 'scrape_configs');
  const written = instanceOf(target);
  const taken = target.params.length > 0 ? undefined : jobs.items.find((entry) => asksAlike(entry, target, job));
  if (isMap(taken)) {
    addToJob(document, taken, written);
    return;
  }
  jobs.add(newJob(document, target, freeName(jobs, job)));
}

/** Takes a target, as host:port, out of every job; of those nothing is left that has no other. Whether it was there. */
export function removeTarget(document: Document, instance: string): boolean {
  const jobs = document.get('scrape_configs');
  if (!isSeq(jobs)) return false;
  const found = jobs.items.map((job) => isMap(job) && removeFromJob(job, instance)).includes(true);
  jobs.items = jobs.items.filter((job) => !isMap(job) || !isEmptyList(job.get('static_configs')));
  if (jobs.items.length === 0) jobs.flow = true;
  return found;
}

/** As it stands in `targets`. */
export function instanceOf({ address: { host, port } }: Pick<TargetSettings, 'address'>): string {
  return `${host}:${String(port)}`;
}

function asksAlike(entry: unknown, { address }: Pick<TargetSettings, 'address'>, job: string): boolean {
  if (!isMap(entry) || !isSeq(entry.get('static_configs'))) return false;
  const name = textOf(entry.get('job_name'));
  if (name !== job && !name.startsWith(`${job}-`)) return false;
  if (!entry.items.every(({ key }) => PLAIN_KEYS.has(textOf(key)))) return false;
  const path = entry.get('metrics_path');
  return (
    (textOf(entry.get('scheme')) || 'http') === address.scheme &&
    (path === undefined ? undefined : textOf(path)) === address.path
  );
}

function addToJob(document: Document, job: YAMLMap, written: string): void {
  const groups = job.get('static_configs') as YAMLSeq;
  const group = groups.items.find(
    (entry): entry is YAMLMap => isMap(entry) && entry.items.length === 1 && isSeq(entry.get('targets')),
  );
  if (group === undefined) groups.add(newGroup(document, written));
  else (group.get('targets') as YAMLSeq).add(document.createNode(written));
}

function newJob(document: Document, { address, params }: Pick<TargetSettings, 'address' | 'params'>, name: string) {
  const job = new YAMLMap<unknown, unknown>(document.schema);
  job.set('job_name', document.createNode(name));
  if (address.scheme === 'https') job.set('scheme', document.createNode('https'));
  if (address.path !== undefined) job.set('metrics_path', document.createNode(address.path));
  if (params.length > 0) job.set('params', document.createNode(valuesByName(params)));
  const groups = new YAMLSeq(document.schema);
  groups.add(newGroup(document, instanceOf({ address })));
  job.set('static_configs', groups);
  return job;
}

function valuesByName(params: TargetSettings['params']): Readonly<Record<string, readonly string[]>> {
  const values = new Map<string, readonly string[]>();
  for (const [name, value] of params) values.set(name, [...(values.get(name) ?? []), value]);
  return Object.fromEntries(values);
}

function newGroup(document: Document, written: string) {
  const group = new YAMLMap<unknown, unknown>(document.schema);
  group.set('targets', document.createNode([written], { flow: true }));
  return group;
}

/** `nim-metrics`, or `nim-metrics-2` where another job has that name. */
function freeName(jobs: YAMLSeq, wanted: string): string {
  const names = new Set(jobs.items.map((job) => (isMap(job) ? textOf(job.get('job_name')) : '')));
  let name = wanted;
  for (let number = 2; names.has(name); number += 1) name = `${wanted}-${String(number)}`;
  return name;
}

function removeFromJob(job: YAMLMap, instance: string): boolean {
  const groups = job.get('static_configs');
  if (!isSeq(groups)) return false;
  const usualPort = textOf(job.get('scheme')) === 'https' ? 443 : 80;
  const isIt = (node: Scalar): boolean => withPort(textOf(node), usualPort) === instance.toLowerCase();
  const found = groups.items.map((group) => isMap(group) && removeFromList(group.get('targets'), isIt)).includes(true);
  groups.items = groups.items.filter((group) => !isMap(group) || !isEmptyList(group.get('targets')));
  return found;
}

/** Dynatrace's page writes a list inside the list. */
function removeFromList(list: unknown, isIt: (node: Scalar) => boolean): boolean {
  if (!isSeq(list)) return false;
  const before = list.items.length;
  list.items = list.items.filter((item) => !isScalar(item) || !isIt(item));
  const inner = list.items.map((item) => removeFromList(item, isIt)).includes(true);
  list.items = list.items.filter((item) => !isEmptyList(item));
  return inner || list.items.length < before;
}

function withPort(text: string, usualPort: number): string {
  const written = text.trim().toLowerCase();
  return /:\d+$/.test(written) ? written : `${written}:${String(usualPort)}`;
}

function isEmptyList(node: unknown): boolean {
  return isSeq(node) && node.items.length === 0;
}
