import type {
  AlertView,
  BoxState,
  BoxView,
  ForwardingState,
  LedgerView,
  NoticeView,
  RefusalView,
  Snapshot,
  Tile,
} from '../../../preload/contract/view.ts';
import { plain } from './plain.ts';
import { sparkline } from './sparkline.ts';

const LINE_WIDTH = 30;
const NAME_WIDTH = 13;
const VALUE_WIDTH = 18;
const SHOWN_REFUSALS = 3;

const STATE_WORDS: Readonly<Record<BoxState, string>> = {
  starting: '○ asking',
  fine: '● fine',
  busy: '▲ busy',
  alert: '! alert',
  loading: '◌ loading',
  down: '✕ down',
  not_nim: '✕ no metrics',
  paused: '‖ paused',
};

const FORWARDING_WORDS: Readonly<Record<ForwardingState, string>> = {
  off: 'Forwarding is off',
  no_destination: 'Forwarding has no destination: add --forward URL',
  no_token: 'Forwarding has no token: set DT_API_TOKEN',
  on: 'Forwarding',
  retrying: 'Forwarding tries again',
  held: 'Forwarding is held',
};

/** The snapshot as lines of text for a terminal; no line is longer than 78 characters where names are short. */
export function drawScreen(snapshot: Snapshot): readonly string[] {
  const notes = snapshot.notes.map((note) => `  ${plain(note)}`);
  return [
    ...notes,
    ...snapshot.boxes.flatMap((box) => [...headLines(box), ...tileLines(box), ...forwardingLines(box)]),
  ];
}

function headLines(box: BoxView): string[] {
  const models = box.models.length > 0 ? box.models.join(', ') : 'model not known yet';
  const who = plain(`${box.name}  ${models}`);
  const notes = box.notes.map((note) => `  ${plain(note)}`);
  const alerts = box.alerts.map((alert) => `  ${plain(alertLine(alert))}`);
  return ['', `  ${who.padEnd(58)} ${STATE_WORDS[box.state]}`, `  ${plain(box.sentence)}`, ...alerts, ...notes, ''];
}

/** `! KV cache full: KV cache at 95 %, and requests wait for it`. */
function alertLine({ target, name, text, snoozedUntilMs }: AlertView): string {
  const where = target === null ? '' : ` (${target})`;
  return `! ${name}${where}: ${text}${snoozedUntilMs === null ? '' : ' (snoozed)'}`;
}

/** One line for a terminal. */
export function noticeLine({ atMs, kind, title, text }: NoticeView): string {
  const mark = kind === 'fired' || kind === 'network_gone' ? '!' : '✓';
  return plain(`  ${mark} ${new Date(atMs).toTimeString().slice(0, 5)}  ${title}: ${text}`);
}

function tileLines(box: BoxView): string[] {
  const running = `${count(box.running)} of ${count(box.maximum)}`;
  const { p50, p95 } = box.firstToken;
  return [
    row('KV cache', percent(box.kvCache), sparkline(box.kvCache.history, LINE_WIDTH, 1)),
    row('Running', running, sparkline(box.running.history, LINE_WIDTH)),
    row('Waiting', count(box.waiting), sparkline(box.waiting.history, LINE_WIDTH)),
    row('First token', `${seconds(p50)} / ${seconds(p95)}`, `${sparkline(p95.history, LINE_WIDTH)}  p50 / p95`),
    row('Tokens out', `${count(box.tokensOut)} /s`, sparkline(box.tokensOut.history, LINE_WIDTH)),
    '',
  ];
}

function forwardingLines({ forwarding }: BoxView): string[] {
  const { state, endpoint, reason, ledger, refusals } = forwarding;
  const where = endpoint === '' ? '' : ` to ${endpoint}`;
  const head =
    state === 'on' || state === 'retrying' || state === 'held'
      ? FORWARDING_WORDS[state] + where
      : FORWARDING_WORDS[state];
  const told = refusals.slice(0, SHOWN_REFUSALS).map((refusal) => `  ${plain(refusalLine(refusal))}`);
  return [`  ${plain(reason === '' ? head : `${head}: ${reason}`)}`, `  ${ledgerLine(ledger)}`, ...told, ''];
}

/** What the destination refused, with its own word and what to do. */
function refusalLine({ metric, code, sentence }: RefusalView): string {
  const head = [metric, code].filter((part) => part !== '').join(' ');
  return head === '' ? sentence : `${head}: ${sentence}`;
}

/** `1,204 points = 1,180 sent + 24 queued + 0 dropped`; then, where there are any: folded, carried, dropped and skipped. */
export function ledgerLine(ledger: LedgerView): string {
  const dropped = Object.values(ledger.dropped).reduce((sum, points) => sum + points, 0);
  const sum = `${number(ledger.produced)} points = ${number(ledger.delivered)} sent + ${number(ledger.queued)} queued + ${number(dropped)} dropped`;
  const { folded, carried } = ledger;
  const back = [folded === 0 ? '' : `${number(folded)} folded`, carried === 0 ? '' : `${number(carried)} carried`];
  return [sum, ...back, reasons('dropped', ledger.dropped), reasons('skipped', ledger.skipped)]
    .filter((part) => part !== '')
    .join(', ');
}

function reasons(word: string, byReason: Readonly<Record<string, number>>): string {
  const parts = Object.entries(byReason).map(([reason, points]) => `${number(points)} ${reason}`);
  return parts.length === 0 ? '' : `${word} ${parts.join(', ')}`;
}

function row(name: string, value: string, line: string): string {
  return `  ${name.padEnd(NAME_WIDTH)}${value.padStart(VALUE_WIDTH)}   ${line}`;
}

function percent({ value }: Tile): string {
  return value === null ? '–' : `${String(Math.round(value * 100))} %`;
}

function count({ value }: Tile): string {
  return value === null ? '–' : number(Math.round(value));
}

function seconds({ value, above }: Tile): string {
  if (above !== null) return `> ${secondsOf(above)}`;
  return value === null ? '–' : secondsOf(value);
}

function secondsOf(value: number): string {
  return value < 0.9995 ? `${String(Math.round(value * 1000))} ms` : `${value.toFixed(1)} s`;
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
