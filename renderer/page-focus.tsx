import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Page } from './page.ts';

/** Where the keyboard was on each page that another one was opened above. What stands there is drawn anew, so: its name. */
const left = new WeakMap<Page, string>();

/**
 * Gives the keyboard back to what opened the page above `shown`, once that is closed: to what has the same name, or to
 * the first heading that takes it where that is gone. A page that was not there before has its own first place.
 */
export function usePageFocus(shown: Page): void {
  const before = useRef(shown);
  if (before.current !== shown) {
    // What was shown before still stands there.
    left.set(before.current, nameOf(document.activeElement));
    before.current = shown;
  }
  // After those of what is shown: a page's title takes the keyboard, too.
  useLayoutEffect(() => {
    const name = left.get(shown);
    if (name !== undefined) (buttonOf(name) ?? document.querySelector<HTMLElement>('[tabindex="-1"]'))?.focus();
  }, [shown]);
}

function buttonOf(name: string): HTMLElement | undefined {
  return [...document.querySelectorAll('button')].find((button) => nameOf(button) === name);
}

function nameOf(element: Element | null): string {
  return element?.getAttribute('aria-label') ?? element?.getAttribute('title') ?? element?.textContent ?? '';
}
