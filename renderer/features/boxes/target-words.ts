import type { TargetView } from '../../../preload/contract/view.ts';
import { formatAgo, formatCount } from '../../ui/format.ts';
import { stateLook, type StateLook } from '../../ui/state-look.ts';
import { english } from '../../words/english.ts';

const words = english.boxes.page;

/** How often an address answered, and when last. */
export function targetFacts({ scrapes }: Pick<TargetView, 'scrapes'>, nowMs: number): string {
  const { good, failed, lastGoodMs } = scrapes;
  const said = lastGoodMs === null ? words.never : words.good(formatCount(good), formatAgo(nowMs - lastGoodMs));
  return failed === 0 ? said : `${said}, ${words.failed(formatCount(failed))}`;
}

/** As a box with this address alone would look. */
export function targetLook({ scrapes, failure }: Pick<TargetView, 'scrapes' | 'failure'>): StateLook {
  if (failure !== '') return stateLook('down');
  return stateLook(scrapes.lastGoodMs === null ? 'starting' : 'fine');
}
