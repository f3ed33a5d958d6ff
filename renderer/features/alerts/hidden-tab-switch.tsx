import { useState } from 'preact/hooks';
import { english } from '../../words/english.ts';
import { browserNotices, switchBrowserNotices, thisBrowser } from './browser-notices.ts';

const words = english.alerts.hidden;

/** In a browser: whether it tells what happens while nobody sees the page. It asks for permission on a click alone. */
export function HiddenTabSwitch() {
  const [notices, setNotices] = useState(() => browserNotices(thisBrowser()));
  if (notices === 'absent') return null;
  const flip = async () => {
    await switchBrowserNotices(thisBrowser(), notices !== 'on');
    setNotices(browserNotices(thisBrowser()));
  };
  return (
    <section class="card hidden-tab">
      <div class="hidden-tab-words">
        <p id="hidden-tab-label">{words.label}</p>
        {notices === 'denied' && <p class="note">{words.denied}</p>}
      </div>
      {notices !== 'denied' && (
        <button
          type="button"
          class="switch"
          role="switch"
          aria-checked={notices === 'on'}
          aria-labelledby="hidden-tab-label"
          onClick={() => void flip()}
        >
          <span class="knob" />
        </button>
      )}
    </section>
  );
}
