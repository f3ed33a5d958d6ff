import type { ComponentChildren } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { itemForKey } from './menu-keys.ts';

export interface MenuItem {
  readonly label: string;
  readonly run: () => void;
}

interface MenuButtonProps {
  /** The button's name for those who cannot see it. */
  readonly label: string;
  readonly items: readonly MenuItem[];
  /** What is drawn on the button. */
  readonly children: ComponentChildren;
}

/** A button that opens a small menu below it. Arrows, Home, End and letters walk through it; Escape and Tab close it. */
export function MenuButton({ label, items, children }: MenuButtonProps) {
  /** The item that gets the keyboard first; undefined while it is closed. */
  const [first, setFirst] = useState<number>();
  const open = first !== undefined;
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  useClosing(root, open, () => {
    setFirst(undefined);
  });
  const close = () => {
    setFirst(undefined);
    button.current?.focus();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    setFirst(event.key === 'ArrowDown' ? 0 : items.length - 1);
  };
  return (
    <div class="menu-place" ref={root}>
      <button
        ref={button}
        type="button"
        class="icon-button"
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onKeyDown={onKey}
        onClick={() => {
          if (open) close();
          else setFirst(0);
        }}
      >
        {children}
      </button>
      {open && <Menu {...{ id, label, items, first, close }} />}
    </div>
  );
}

interface MenuProps extends Pick<MenuButtonProps, 'label' | 'items'> {
  readonly id: string;
  readonly first: number;
  /** Closes it and gives the keyboard back to its button. */
  readonly close: () => void;
}

function Menu({ id, label, items, first, close }: MenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  // Before the next key comes.
  useLayoutEffect(() => {
    focusItem(menu.current, first);
  }, [first]);
  const onKey = (event: KeyboardEvent, index: number) => {
    if (event.key === 'Escape' || event.key === 'Tab') {
      close();
      if (event.key === 'Tab') return;
      // The page, or the window of the shell, would close on it.
      event.preventDefault();
      event.stopPropagation();
    }
    const labels = items.map((item) => item.label);
    const next = itemForKey(event.key, index, labels);
    if (next === undefined) return;
    event.preventDefault();
    focusItem(menu.current, next);
  };
  return (
    <div ref={menu} class="menu" role="menu" id={id} aria-label={label}>
      {items.map((item, index) => (
        <button
          key={item.label}
          type="button"
          role="menuitem"
          tabIndex={-1}
          onKeyDown={(event) => {
            onKey(event, index);
          }}
          onClick={() => {
            close();
            item.run();
          }}
        >
          {item.label}
        </button>
      ))}
    </div>
  );
}

function focusItem(within: Element | null, index: number): void {
  within?.querySelectorAll<HTMLElement>('[role=menuitem]')[index]?.focus();
}

/** Closes when anything else is pressed, or the keyboard goes elsewhere. */
function useClosing(root: { readonly current: HTMLElement | null }, open: boolean, close: () => void): void {
  useEffect(() => {
    if (!open) return undefined;
    const onElsewhere = (event: Event) => {
      if (event.target instanceof Node && root.current?.contains(event.target) === false) close();
    };
    document.addEventListener('pointerdown', onElsewhere);
    document.addEventListener('focusin', onElsewhere);
    return () => {
      document.removeEventListener('pointerdown', onElsewhere);
      document.removeEventListener('focusin', onElsewhere);
    };
  }, [open]);
}
