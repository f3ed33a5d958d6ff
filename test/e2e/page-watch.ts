import type { Page } from '@playwright/test';

/** What went wrong on a page without anybody looking, and what a test announced of it. */
export class PageWatch {
  readonly #problems: string[] = [];
  readonly #announced: RegExp[] = [];

  /** This is part of the test: a browser writes an error for each refusal, however well it is handled. */
  announce(problem: RegExp): void {
    this.#announced.push(problem);
  }

  note(problem: string): void {
    this.#problems.push(problem);
  }

  /** All of it. */
  get heard(): readonly string[] {
    return this.#problems;
  }

  /** What nobody announced. */
  get problems(): readonly string[] {
    return this.#problems.filter((problem) => !this.#announced.some((expected) => expected.test(problem)));
  }
}

/** Hears errors of its script, errors in its console, and what its policy refused; from the next page it loads, too. */
export async function watchPage(page: Page, watch: PageWatch): Promise<void> {
  page.on('pageerror', (error) => watch.note(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') {
      watch.note(`console: ${message.text()} (${message.location().url})`);
    }
  });
  // A dialog is what a script in a label would open.
  page.on('dialog', (dialog) => {
    watch.note(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.addInitScript(tellViolations);
}

function tellViolations(): void {
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
    console.error(`policy: ${violatedDirective} refused ${blockedURI}`);
  });
}
