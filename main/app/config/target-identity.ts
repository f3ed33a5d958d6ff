import { seriesKey } from '../../core/model/series-key.ts';
import type { TargetSettings } from '../../core/model/target-settings.ts';

/** What makes two targets the same: their labels, which always hold `job` and `instance`, since their series have no others. */
export function targetIdentity({ labels }: TargetSettings): string {
  return seriesKey('', labels);
}
