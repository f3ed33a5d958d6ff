import { signal, type ReadonlySignal } from '@preact/signals';

/** What the screen shows. All but the overview lie above it, and go back to where they were opened. */
export type Page =
  | { readonly kind: 'overview' }
  | { readonly kind: 'add-box' }
  /** A box's name, addresses and removal. */
  | { readonly kind: 'box'; readonly box: string }
  /** Where a box's metrics go, and which; `newToken`: the field for it is where the keyboard goes on. */
  | { readonly kind: 'forward'; readonly box: string; readonly newToken?: boolean }
  /** What fires and what fired; the rules. */
  | { readonly kind: 'alerts' }
  | { readonly kind: 'rule'; readonly id: string }
  | { readonly kind: 'settings' };

const OVERVIEW: Page = { kind: 'overview' };
const stack = signal<readonly Page[]>([OVERVIEW]);
const current = signal<Page>(OVERVIEW);

/** The page that is shown. */
export const page: ReadonlySignal<Page> = current;

/** Opens a page above the one that is shown; the overview closes all others. */
export function goTo(next: Page): void {
  show(next.kind === 'overview' ? [OVERVIEW] : [...stack.value, next]);
}

/** Back to the page before; on the overview nothing happens. */
export function goBack(): void {
  show(stack.value.length > 1 ? stack.value.slice(0, -1) : stack.value);
}

function show(pages: readonly Page[]): void {
  stack.value = pages;
  current.value = pages[pages.length - 1] ?? OVERVIEW;
}
