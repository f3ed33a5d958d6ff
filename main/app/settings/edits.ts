import { isCollection, isMap, isSeq, type Document } from 'yaml';
import type { Comparison, Condition, Measure, QuietHours } from '../../core/model/alert.ts';
import type { RuleChoice } from '../alert-rules/rule-choices.ts';
import type { FamilyChoice } from '../config/configuration.ts';
import { printDuration } from '../config/quantities.ts';

/** Where all boxes' metrics go. */
export function setEndpoint(document: Document, endpoint: string): void {
  document.setIn(['forward', 'endpoint'], endpoint);
}

/** Which boxes are forwarded, by name. */
export function setForwardedBoxes(document: Document, boxes: 'all' | readonly string[]): void {
  const value = boxes === 'all' || boxes.length > 0 ? boxes : 'none';
  put(document, ['forward', 'boxes'], value);
}

/** The preset, and what is sent or not in spite of it. */
export function setFamilies(document: Document, { preset, include, exclude }: FamilyChoice): void {
  if (include.length === 0 && exclude.length === 0) {
    put(document, ['forward', 'families'], preset);
    return;
  }
  if (!isMap(document.getIn(['forward', 'families']))) put(document, ['forward', 'families'], {});
  put(document, ['forward', 'families', 'preset'], preset);
  putList(document, ['forward', 'families', 'include'], include);
  putList(document, ['forward', 'families', 'exclude'], exclude);
}

/** How often a target is asked that says nothing itself, ms. */
export function setScrapeInterval(document: Document, ms: number): void {
  document.setIn(['global', 'scrape_interval'], printDuration(ms));
}

export function setSummaryQuantiles(document: Document, on: boolean): void {
  document.setIn(['forward', 'summary_quantiles'], on);
}

/** What differs from a rule, or a rule of the user's own. What the file says of it and `choice` does not is taken out. */
export function setRule(document: Document, choice: RuleChoice): void {
  const written = writtenRule(choice);
  const index = indexOfRule(document, choice.id);
  if (index === -1) {
    const said = Object.fromEntries(Object.entries(written).filter(([, value]) => value !== undefined));
    if (isSeq(document.get('alerts'))) document.addIn(['alerts'], document.createNode(said));
    else document.setIn(['alerts'], document.createNode([said]));
    return;
  }
  for (const [key, value] of Object.entries(written)) {
    if (value === undefined) document.deleteIn(['alerts', index, key]);
    else put(document, ['alerts', index, key], value);
  }
}

/** Takes back what was said of a rule; one of the user's own is gone. */
export function removeRule(document: Document, id: string): void {
  const index = indexOfRule(document, id);
  if (index === -1) return;
  document.deleteIn(['alerts', index]);
  const left = document.get('alerts');
  const isAlone = isMap(document.contents) && document.contents.items.length === 1;
  if (isSeq(left) && left.items.length === 0 && !isAlone) document.delete('alerts');
}

function indexOfRule(document: Document, id: string): number {
  const list = document.get('alerts');
  return isSeq(list) ? list.items.findIndex((item) => isMap(item) && String(item.get('rule')).trim() === id) : -1;
}

/** As `read-alerts.ts` reads it. */
function writtenRule(choice: RuleChoice): Readonly<Record<string, unknown>> {
  const { id, on, when, threshold, clear, severity, scope, noData, boxes, quietHours } = choice;
  return {
    rule: id,
    on,
    when: when && writtenCondition(when),
    ...{ threshold, clear },
    for: durationOf(choice.forMs),
    clear_for: durationOf(choice.clearForMs),
    window: durationOf(choice.windowMs),
    repeat: durationOf(choice.repeatMs),
    ...{ severity, scope, no_data: noData, boxes },
    quiet_hours: quietHours?.map(printQuietHours),
  };
}

function durationOf(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : printDuration(ms);
}

function writtenCondition(condition: Condition): Readonly<Record<string, unknown>> {
  if ('parts' in condition) return { [condition.kind]: condition.parts.map(writtenCondition) };
  return writtenComparison(condition);
}

function writtenComparison({ kind, of, threshold, clear }: Comparison): Readonly<Record<string, unknown>> {
  return { ...writtenMeasure(of), [kind]: threshold, ...(clear === threshold ? {} : { clear }) };
}

function writtenMeasure(of: Measure): Readonly<Record<string, unknown>> {
  const measure = of.kind === 'latest' ? {} : { measure: of.kind };
  return of.kind === 'share'
    ? { signal: of.signal, ...measure, per: of.per, least: of.least }
    : { signal: of.signal, ...measure };
}

/** `22:00-07:00` */
function printQuietHours({ fromMinute, toMinute }: QuietHours): string {
  return `${printMinute(fromMinute)}-${printMinute(toMinute)}`;
}

function printMinute(minute: number): string {
  const [hours, minutes] = [Math.floor(minute / 60), minute % 60];
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

/** A list in brackets stays one. */
function put(document: Document, path: readonly (string | number)[], value: unknown): void {
  const before = document.getIn(path, true);
  const node = document.createNode(value);
  if (isCollection(node) && isCollection(before)) node.flow = before.flow === true && before.items.length > 0;
  document.setIn(path, isCollection(node) ? node : value);
}

function putList(document: Document, path: readonly string[], items: readonly string[]): void {
  if (items.length === 0) document.deleteIn(path);
  else put(document, path, items);
}
