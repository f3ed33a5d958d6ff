import type { NoticeView } from '../../../preload/contract/view.ts';

/** A notice that is shown. */
export interface ShownNotice {
  readonly id: number;
  readonly notice: NoticeView;
}

/** More would cover the page. */
const MOST = 3;
/** Long enough to read two lines, ms. */
const STAYS_MS = 8_000;

/** With one more notice: it takes the place of what was said before about the same; of too many the oldest goes. */
export function withNotice(shown: readonly ShownNotice[], next: ShownNotice): readonly ShownNotice[] {
  const others = shown.filter(({ notice }) => subjectOf(notice) !== subjectOf(next.notice));
  const most = [...others, next];
  const first = most.length <= MOST ? undefined : (most.find(({ notice }) => leavesByItself(notice)) ?? most[0]);
  return most.filter((each) => each !== first);
}

export function withoutNotice(shown: readonly ShownNotice[], id: number): readonly ShownNotice[] {
  return shown.filter((each) => each.id !== id);
}

/** After how many ms it leaves; undefined: it stays until it is closed, or over. */
export function stayMs(notice: NoticeView): number | undefined {
  return leavesByItself(notice) ? STAYS_MS : undefined;
}

function leavesByItself({ severity }: NoticeView): boolean {
  return severity !== 'critical';
}

function subjectOf({ kind, box, rule, target, text }: NoticeView): string {
  if (kind === 'network_gone' || kind === 'network_back') return 'network';
  return JSON.stringify(kind === 'wish' ? [box, text] : [box, rule, target]);
}
