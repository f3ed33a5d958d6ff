import axe from 'axe-core';
import type { Glance } from './glance.ts';

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

/** What axe finds, a line each. */
export async function barriers({ page }: Glance): Promise<readonly string[]> {
  // A panel that is opening is paler than it is going to be.
  await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
  // By the protocol: the page's own policy lets no script in.
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await window.axe.run(document, { runOnly: tags, resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary ?? ''}`),
    );
  });
}
