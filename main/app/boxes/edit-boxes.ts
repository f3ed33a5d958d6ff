import { isMap, isScalar, isSeq, YAMLMap, type Document, type YAMLSeq } from 'yaml';
import { listAt, textOf } from './yaml-nodes.ts';

/** An entry of `boxes:`, as it is to be. */
export interface BoxEntry {
  readonly name: string;
  /** All its targets, as host:port. */
  readonly instances: readonly string[];
  /** Undefined leaves it as it is. */
  readonly ssh?: string | undefined;
}

/** Writes the entry of the box that was called `before`, or a new one. */
export function writeBoxEntry(document: Document, before: string, { name, instances, ssh }: BoxEntry): void {
  const boxes = listAt(document, 'boxes');
  const entry = boxes.items.find((item): item is YAMLMap => isNamed(item, before)) ?? newEntry(document, boxes);
  const key = entry.get('name', true);
  if (isScalar(key)) key.value = name;
  else entry.set('name', document.createNode(name));
  if (ssh !== undefined) entry.set('ssh', document.createNode(ssh));
  writeTargets(document, entry, instances);
}

/** Takes the box out of `boxes:`. */
export function removeBoxEntry(document: Document, box: string): void {
  const boxes = document.get('boxes');
  if (!isSeq(boxes)) return;
  boxes.items = boxes.items.filter((item) => !isNamed(item, box));
  if (boxes.items.length === 0) document.delete('boxes');
}

/** In `forward.boxes` and the `boxes` of alert rules. */
export function renameReferences(document: Document, before: string, after: string): void {
  for (const list of [forwardedBoxes(document), ...alerts(document).map((rule) => rule.get('boxes'))]) {
    if (!isSeq(list)) continue;
    for (const item of list.items) if (isScalar(item) && textOf(item) === before) item.value = after;
  }
}

/**
 * Nothing names the box any more. A rule that was about it alone goes; a list of forwarded boxes stays, for without it
 * all would be forwarded.
 */
export function removeReferences(document: Document, box: string): void {
  const forwarded = forwardedBoxes(document);
  if (isSeq(forwarded)) forwarded.items = forwarded.items.filter((item) => textOf(item) !== box);
  const rules = document.get('alerts');
  if (!isSeq(rules)) return;
  rules.items = rules.items.filter((rule) => !isAboutAlone(rule, box));
  if (rules.items.length === 0) document.delete('alerts');
}

function isAboutAlone(rule: unknown, box: string): boolean {
  const boxes = isMap(rule) ? rule.get('boxes') : undefined;
  if (!isSeq(boxes)) return false;
  const others = boxes.items.filter((item) => textOf(item) !== box);
  const named = others.length < boxes.items.length;
  boxes.items = others;
  return named && others.length === 0;
}

function forwardedBoxes(document: Document): unknown {
  const forward = document.get('forward');
  return isMap(forward) ? forward.get('boxes') : undefined;
}

function alerts(document: Document): readonly YAMLMap[] {
  const rules = document.get('alerts');
  return isSeq(rules) ? rules.items.filter((rule): rule is YAMLMap => isMap(rule)) : [];
}

function isNamed(entry: unknown, name: string): entry is YAMLMap {
  return isMap(entry) && textOf(entry.get('name')).trim() === name;
}

function newEntry(document: Document, boxes: YAMLSeq): YAMLMap {
  const entry = new YAMLMap(document.schema);
  boxes.add(entry);
  return entry;
}

/** An entry may name a host with all its ports: what it names already stays as it is. */
function writeTargets(document: Document, entry: YAMLMap, instances: readonly string[]): void {
  const there = entry.get('targets');
  const list = isSeq(there) ? there : document.createNode([], { flow: true });
  list.items = list.items.filter((item) => instances.some((instance) => covers(textOf(item), instance)));
  for (const instance of instances) {
    if (!list.items.some((item) => covers(textOf(item), instance))) list.add(document.createNode(instance));
  }
  if (list !== there) entry.set('targets', list);
}

function covers(written: string, instance: string): boolean {
  const target = written.trim().toLowerCase();
  const whole = instance.toLowerCase();
  return whole === target || whole.replace(/:\d+$/, '') === target;
}
