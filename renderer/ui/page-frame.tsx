import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { english } from '../words/english.ts';
import { Chevron } from './chevron.tsx';

interface PageFrameProps {
  readonly title: string;
  /** One line below the title; empty: none. */
  readonly about?: string;
  readonly back: () => void;
  readonly children: ComponentChildren;
}

/** A page above the overview: its title, the way back (also Escape), its content. The keyboard goes on from its title. */
export function PageFrame({ title, about = '', back, children }: PageFrameProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // Before the next key comes.
  useLayoutEffect(() => {
    heading.current?.focus();
  }, []);
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    // The window of the shell would close on it.
    event.stopPropagation();
    back();
  };
  return (
    <div class="page" onKeyDown={onKey}>
      <header class="head page-head">
        <button
          type="button"
          class="icon-button"
          aria-label={english.frame.back}
          title={english.frame.back}
          onClick={back}
        >
          <Chevron points="back" />
        </button>
        <div class="head-words">
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {about !== '' && <p class="dim">{about}</p>}
        </div>
      </header>
      <main class="page-body">{children}</main>
    </div>
  );
}
