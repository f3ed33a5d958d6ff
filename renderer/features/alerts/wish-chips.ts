import type { BoxView, WishKind } from '../../../preload/contract/view.ts';
import { english } from '../../words/english.ts';

export interface WishChip {
  readonly until: WishKind;
  readonly label: string;
  /** Whether it is waited for already. */
  readonly made: boolean;
}

/** What a box can be waited for, and what is. */
export function wishChips({ wishable, wishes }: Pick<BoxView, 'wishable' | 'wishes'>): readonly WishChip[] {
  const made = wishes.map(({ until }): WishChip => ({ until, label: labelOf(until), made: true }));
  const isMade = (kind: WishKind['kind']): boolean => wishes.some(({ until }) => until.kind === kind);
  const offered = wishable.flatMap((kind): readonly WishChip[] => {
    if (kind === 'below' || isMade(kind)) return [];
    return [{ until: { kind }, label: labelOf({ kind }), made: false }];
  });
  return [...made, ...offered].sort((a, b) => ORDER.indexOf(a.until.kind) - ORDER.indexOf(b.until.kind));
}

/** A chip must not change its place when it is pressed. */
const ORDER: readonly WishKind['kind'][] = ['ready', 'back', 'idle', 'queue_empty', 'below'];

function labelOf(until: WishKind): string {
  const { kinds, below } = english.alerts.wish;
  return until.kind === 'below' ? below(`${Math.round(until.share * 100)} %`) : kinds[until.kind];
}
