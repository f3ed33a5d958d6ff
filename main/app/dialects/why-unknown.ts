import type { Unknown } from '../../core/model/signal.ts';

const WORDS: Readonly<Record<Unknown, string>> = {
  no_scrape: 'the last scrape failed',
  no_family: 'this target does not tell it',
  other_type: 'this target tells it as another type of metric',
  no_difference: 'it takes two scrapes in a row',
  no_traffic: 'no request in the last minute',
  not_a_number: 'its value is not a number',
  not_supported: 'this GPU does not support it',
  unequal_bounds: 'its histograms have different buckets, which cannot be added up',
};

/** Why a signal is not known, for people. */
export function whyUnknown(why: Unknown): string {
  return WORDS[why];
}
