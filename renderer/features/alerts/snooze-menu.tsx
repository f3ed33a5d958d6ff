import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Snooze } from '../../../preload/contract/api.ts';
import { english } from '../../words/english.ts';
import { nextItem } from './next-item.ts';

const words = english.alerts.line;
const CHOICES = ['15m', '1h', '4h', 'tomorrow'] as const;

interface SnoozeMenuProps {
  /** Of the alert. */
  readonly name: string;
  readonly choose: (lasting: Snooze['lasting']) => void;
}

/** A button that opens the times for which an alert can be silenced. */
export function SnoozeMenu({ name, choose }: SnoozeMenuProps) {
  const [open, setOpen] = useState(false);
  const whole = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useOutsideClick(whole, open, () => {
    setOpen(false);
  });
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <div class="menu-place" ref={whole}>
      <button
        ref={button}
        type="button"
        class="quiet-button"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={words.snoozeOf(name)}
        data-testid="snooze"
        onClick={() => {
          setOpen(!open);
        }}
      >
        {words.snooze}
      </button>
      {open && (
        <SnoozeItems
          name={name}
          close={close}
          choose={(lasting) => {
            close();
            choose(lasting);
          }}
        />
      )}
    </div>
  );
}

function SnoozeItems({ name, choose, close }: SnoozeMenuProps & { readonly close: () => void }) {
  const menu = useRef<HTMLDivElement>(null);
  // Before the next key comes.
  useLayoutEffect(() => {
    menu.current?.querySelector('button')?.focus();
  }, []);
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Tab') {
      close();
      return;
    }
    const items = [...(menu.current?.querySelectorAll('button') ?? [])];
    const next = nextItem(
      event.key,
      items.findIndex((item) => item === document.activeElement),
      items.length,
    );
    if (event.key !== 'Escape' && next === undefined) return;
    // The page behind it, or the window of the shell, would close too.
    event.preventDefault();
    event.stopPropagation();
    if (next === undefined) close();
    else items[next]?.focus();
  };
  return (
    <div ref={menu} class="menu" role="menu" aria-label={words.snoozeOf(name)} onKeyDown={onKey}>
      {CHOICES.map((lasting) => (
        <button
          key={lasting}
          type="button"
          role="menuitem"
          tabIndex={-1}
          onClick={() => {
            choose(lasting);
          }}
        >
          {words.choices[lasting]}
        </button>
      ))}
    </div>
  );
}

function useOutsideClick(place: { readonly current: HTMLElement | null }, open: boolean, close: () => void): void {
  useEffect(() => {
    if (!open) return undefined;
    const onPress = ({ target }: PointerEvent) => {
      if (target instanceof Node && place.current?.contains(target) !== true) close();
    };
    document.addEventListener('pointerdown', onPress);
    return () => {
      document.removeEventListener('pointerdown', onPress);
    };
  }, [open]);
}
