import type { Glance } from './glance.ts';

/** Where the keyboard is. */
export interface Focus {
  /** Its place among all that can be used on the page, in the order of the document; -1 where it is on nothing of it. */
  readonly at: number;
  readonly name: string;
  /** Its outline, as computed. */
  readonly outline: string;
}

/** How much there is on the page that Tab should reach: of choices that belong together, the one that holds. */
export async function usableCount(glance: Glance): Promise<number> {
  return (await look(glance)).count;
}

export async function focusOf(glance: Glance): Promise<Focus> {
  return (await look(glance)).focus;
}

function look({ page }: Glance): Promise<{ readonly count: number; readonly focus: Focus }> {
  return page.evaluate(() => {
    const usable = [...document.querySelectorAll('button, input, select, textarea, a[href], summary, [tabindex="0"]')];
    const reachable = usable.filter(
      (one) =>
        one.getClientRects().length > 0 &&
        !one.matches(':disabled, [tabindex="-1"], input[type="radio"]:not(:checked)'),
    );
    const one = document.activeElement ?? document.body;
    const { outlineWidth, outlineStyle } = getComputedStyle(one);
    const name = `${one.tagName} ${one.getAttribute('aria-label') ?? one.getAttribute('name') ?? one.textContent}`;
    return {
      count: reachable.length,
      focus: { at: reachable.indexOf(one), name, outline: `${outlineWidth} ${outlineStyle}` },
    };
  });
}
