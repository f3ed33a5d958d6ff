import { useEffect, useRef, useState } from 'preact/hooks';
import type { MonitorApi } from '../../../preload/contract/api.ts';
import type { NoticeView } from '../../../preload/contract/view.ts';
import { goTo } from '../../page.ts';
import { Shape } from '../../ui/shape.tsx';
import type { StateShape } from '../../ui/state-look.ts';
import { english } from '../../words/english.ts';
import { notifyOutside, thisBrowser } from './browser-notices.ts';
import { stayMs, withNotice, withoutNotice, type ShownNotice } from './notice-list.ts';

const words = english.alerts.notice;

/** What somebody is told, over the page for a while; outside it while the tab is hidden and the user wants it so. */
export function Notices({ api }: { readonly api: Pick<MonitorApi, 'on'> }) {
  const [shown, setShown] = useState<readonly ShownNotice[]>([]);
  const count = useRef(0);
  useEffect(
    () =>
      api.on('notice', (notice) => {
        count.current += 1;
        const id = count.current;
        setShown((before) => withNotice(before, { id, notice }));
        if (document.hidden) notifyOutside(thisBrowser(), notice, comeBack);
      }),
    [api],
  );
  const close = (id: number) => {
    setShown((before) => withoutNotice(before, id));
  };
  const cards = (critical: boolean) =>
    shown
      .filter(({ notice: { severity } }) => (severity === 'critical') === critical)
      .map(({ id, notice }) => (
        <NoticeCard
          key={id}
          notice={notice}
          close={() => {
            close(id);
          }}
        />
      ));
  // Both regions are there before anything is said in them, or else it would not be read out.
  return (
    <div class="notices" role="region" aria-label={words.region}>
      <div role="alert">{cards(true)}</div>
      <div role="status">{cards(false)}</div>
    </div>
  );
}

function comeBack(): void {
  window.focus();
  goTo({ kind: 'overview' });
}

function NoticeCard({ notice, close }: { readonly notice: NoticeView; readonly close: () => void }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    const lasting = stayMs(notice);
    if (held || lasting === undefined) return undefined;
    const timer = setTimeout(close, lasting);
    return () => {
      clearTimeout(timer);
    };
  }, [held]);
  const hold = () => {
    setHeld(true);
  };
  const release = () => {
    setHeld(false);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    close();
  };
  const { shape, tone } = LOOKS[notice.kind];
  return (
    <div
      class={`notice tone-${tone}`}
      data-testid="notice"
      onMouseEnter={hold}
      onMouseLeave={release}
      onFocusIn={hold}
      onFocusOut={release}
      onKeyDown={onKey}
    >
      <Shape shape={shape} />
      <div class="notice-words">
        <p class="strong">{notice.title}</p>
        <p>{notice.text}</p>
      </div>
      {notice.kind === 'fired' && (
        <button
          type="button"
          class="quiet-button"
          onClick={() => {
            close();
            goTo({ kind: 'overview' });
          }}
        >
          {words.show}
        </button>
      )}
      <button type="button" class="close-button" aria-label={words.close(notice.title)} onClick={close}>
        <Shape shape="cross" />
      </button>
    </div>
  );
}

const LOOKS: Readonly<Record<NoticeView['kind'], { readonly shape: StateShape; readonly tone: string }>> = {
  fired: { shape: 'exclamation', tone: 'broken' },
  resolved: { shape: 'dot', tone: 'fine' },
  wish: { shape: 'dot', tone: 'work' },
  network_gone: { shape: 'gap', tone: 'calm' },
  network_back: { shape: 'dot', tone: 'fine' },
};
