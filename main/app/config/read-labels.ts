import type { Labels } from '../../core/model/sample.ts';
import { isLabelName, LABEL_NAME_RULE } from './label-name.ts';
import type { Value } from './yaml-value.ts';

/** `labels:` or `external_labels:`, in the order of the file; empty values are none. */
export function readLabels(value: Value | undefined): Labels {
  return (value?.entries() ?? []).flatMap(({ key, at, value: label }) => {
    if (!isLabelName(key)) {
      at.problem(`the label "${key}" ${LABEL_NAME_RULE}`);
      return [];
    }
    if (key === '__name__') {
      at.problem('the label __name__ is the name of a metric');
      return [];
    }
    const text = label?.text() ?? '';
    return text === '' ? [] : [[key, text] as const];
  });
}
