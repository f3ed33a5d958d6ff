import { useState } from 'preact/hooks';
import type { MonitorApi } from '../../../preload/contract/api.ts';
import { english } from '../../words/english.ts';

const words = english.boxes.demo;

/** Says that these are no boxes of the user's, and leads back to those. */
export function DemoLine({ api }: { readonly api: Pick<MonitorApi, 'demo'> }) {
  const [leaving, setLeaving] = useState(false);
  const leave = async () => {
    setLeaving(true);
    // What it says when it fails nobody could act on; the line stays, and can be tried again.
    await api.demo({ on: false }).catch(() => undefined);
    setLeaving(false);
  };
  return (
    <aside class="demo-line">
      <p>{words.line}</p>
      <button type="button" class="plain-button" disabled={leaving} onClick={() => void leave()}>
        {words.leave}
      </button>
    </aside>
  );
}
