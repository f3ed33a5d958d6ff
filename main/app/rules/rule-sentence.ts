import type { AlertRule, Comparison, Condition } from '../../core/model/alert.ts';
import { MEANINGS } from '../dialects/meaning.ts';
import { lasting } from '../sentences/amounts.ts';
import { comparisonsOf } from './rule-limit.ts';
import { capital } from '../capital.ts';

/** What a rule watches, with its numbers: "KV cache above 90 % while requests wait, for 2 min; over when …". */
export function ruleSentence({ when, windowMs, forMs, clearForMs }: AlertRule): string {
  const begin = `${conditionWords(when, windowMs)}${forWords(', for', forMs)}`;
  const [first] = comparisonsOf(when);
  const end = first === undefined ? '' : `; ${endWords(first, windowMs, clearForMs)}`;
  return `${capital(begin)}${end}.`;
}

function forWords(before: string, ms: number): string {
  return ms === 0 ? '' : `${before} ${lasting(ms)}`;
}

function conditionWords(condition: Condition, windowMs: number): string {
  if (!('parts' in condition)) return comparisonWords(condition, windowMs);
  const parts = condition.parts.map((part) => conditionWords(part, windowMs));
  if (condition.kind === 'any') return withOneSubject(parts);
  const [first = '', ...others] = parts;
  return others.length === 0 ? first : `${first} while ${others.join(' and ')}`;
}

/** "requests wait or requests are preempted": the second `requests` is one too many. */
function withOneSubject([first = '', ...others]: readonly string[]): string {
  const subject = first.slice(0, first.indexOf(' ') + 1);
  const shortened = others.map((part) => (part.startsWith(subject) ? part.slice(subject.length) : part));
  return [first, ...shortened].join(' or ');
}

/** What is so or is not needs no number. By signal: what it is when it fires, and when it is over. */
const FLAGS: Readonly<Record<string, { readonly is: string; readonly over: string } | undefined>> = {
  answers: { is: 'no address of the box answers', over: 'one answers again' },
  forwardingBlocked: { is: 'points are held back', over: 'they go out again' },
};

/** That there are any at all, as a verb. */
const ANY: Readonly<Record<string, string | undefined>> = {
  waiting: 'requests wait',
  running: 'requests run',
  failures: 'requests fail',
  preemptions: 'requests are preempted',
  slowedByHeat: 'heat slows a GPU',
};

const NAMES: Readonly<Record<string, string | undefined>> = {
  ...{ waiting: 'waiting requests', running: 'running requests', requests: 'requests', failures: 'failed requests' },
  ...{ scrapeGood: 'good scrapes', answers: 'answers', forwardingBlocked: 'held back', xid: 'XID code' },
};

function nameOf(signal: string): string {
  const known = MEANINGS.find(({ id }) => id === signal)?.name ?? signal;
  return NAMES[signal] ?? known.replace(/, (.*)$/, ' ($1)');
}

function comparisonWords({ kind, of, threshold }: Comparison, windowMs: number): string {
  const name = nameOf(of.signal);
  const limit = `${kind} ${amount(of, threshold)}`;
  switch (of.kind) {
    case 'latest':
      return latestWords(of.signal, kind, threshold) ?? `${name} ${limit}`;
    case 'mean':
      return `${name} ${limit} in ${lasting(windowMs)}`;
    case 'rise':
      return `${name} grow by ${kind === 'above' ? 'more' : 'less'} than ${amount(of, threshold)} in ${lasting(windowMs)}`;
    case 'share':
      return `${name} ${limit} of at least ${String(of.least)} ${nameOf(of.per)} in ${lasting(windowMs)}`;
    case 'change':
      return `a GPU reports another ${name}`;
  }
}

function latestWords(signal: string, kind: Comparison['kind'], threshold: number): string | undefined {
  return FLAGS[signal]?.is ?? (kind === 'above' && threshold === 0 ? ANY[signal] : undefined);
}

function endWords({ kind, of, clear }: Comparison, windowMs: number, clearForMs: number): string {
  const lastly = forWords(' for', clearForMs);
  if (of.kind === 'change') return `over ${lasting(windowMs)} after the last one`;
  if (of.kind === 'rise' && clear === 0) return `over when they grow no more${lastly}`;
  if (of.kind === 'latest' && FLAGS[of.signal] !== undefined)
    return `over when ${FLAGS[of.signal]?.over ?? ''}${lastly}`;
  if (kind === 'below') return `over when above ${amount(of, clear)}${lastly}`;
  return `over when ${clear === 0 ? 'at 0' : `below ${amount(of, clear)}`}${lastly}`;
}

function amount(of: Comparison['of'], value: number): string {
  const unit = of.kind === 'share' ? '1' : (MEANINGS.find(({ id }) => id === of.signal)?.unit ?? '1');
  const short = (number: number): string => String(Number(number.toPrecision(6)));
  if (unit === '1') return `${short(value * 100)} %`;
  if (unit === 'By') return `${short(value / 2 ** 30)} GiB`;
  return `${short(value)}${SHORT_UNITS[unit] ?? ''}`;
}

const SHORT_UNITS: Readonly<Record<string, string | undefined>> = {
  ...{ s: ' s', Cel: ' °C', W: ' W' },
  ...{ '{token}/s': '/s', '{request}/s': '/s', '{preemption}/s': '/s' },
};
