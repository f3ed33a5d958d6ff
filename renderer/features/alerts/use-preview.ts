import { useEffect, useState } from 'preact/hooks';
import type { MonitorApi } from '../../../preload/contract/api.ts';
import { followPreview, NOT_HEARD_YET, type Later, type Previewed } from './follow-preview.ts';
import type { DraftChange } from './rule-draft.ts';

const later: Later = (run, ms) => {
  const timer = setTimeout(run, ms);
  return () => {
    clearTimeout(timer);
  };
};

/** When the rule would have fired as it stands in the form; follows what is typed. */
export function usePreview(api: Pick<MonitorApi, 'previewRule'>, asked: DraftChange): Previewed {
  const [previewed, setPreviewed] = useState(NOT_HEARD_YET);
  useEffect(() => followPreview(api, asked, later, setPreviewed), [api, JSON.stringify(asked)]);
  return previewed;
}
